import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeIdOf } from '../../../src/entities/node-id.ts'
import { countStatements } from '../../support/count-statements.ts'
import { oneOfEverything, type Things } from '../../support/graphql/one-of-everything.ts'
import { second } from '../../support/moments.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
let things: Things
let own: Found[]
beforeAll(async () => {
  app = await startTestApp({ MAX_COMPLEXITY: '100000', MAX_ROOT_FIELDS: '30' })
  things = await oneOfEverything(app, 'own', 'horse')
  await oneOfEverything(app, 'other', 'zebra')
  own = await everythingOf('own')
})
afterAll(() => app.close())

interface Found {
  __typename: string
  id: string
}

/** The type and id of each thing in every list of a project. */
async function everythingOf(project: string): Promise<Found[]> {
  const node = 'nodes { __typename id }'
  const lists = ['users', 'conversations', 'events', 'segments', 'savedFunnels', 'savedCohorts', 'jobs']
  const answer = await story(app, project).answer<Record<string, { nodes: Found[] }>>(
    `{ ${lists.map(list => `${list} { ${node} }`).join(' ')} }`,
  )
  const { segments } = await story(app, project).answer<{
    segments: { nodes: { snapshots: { nodes: Found[] } }[] }
  }>(`{ segments { nodes { snapshots { ${node} } } } }`)
  const snapshots = segments.nodes.flatMap(segment => segment.snapshots.nodes)
  return [...lists.flatMap(list => answer[list]!.nodes), ...snapshots]
}

const nodes = async (project: string, ids: string[]) =>
  (
    await story(app, project).answer<{ nodes: (Found | null)[] }>(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }',
      { ids },
    )
  ).nodes

describe('an id', () => {
  test('finds each thing of the project under its type, and no two things have the same', async () => {
    expect(new Set(own.map(({ __typename }) => __typename))).toEqual(
      new Set([
        'User',
        'Conversation',
        'CustomEvent',
        'UserActivity',
        'Message',
        'AiCall',
        'ApiCall',
        'SystemMetricValue',
        'ConversationChange',
        'Segment',
        'SavedFunnel',
        'SavedCohorts',
        'SegmentSnapshot',
        'Job',
      ]),
    )
    expect(new Set(own.map(({ id }) => id)).size).toBe(own.length)
    for (const thing of own)
      expect(
        await story(app, 'own').answer('query ($id: ID!) { node(id: $id) { __typename id } }', {
          id: thing.id,
        }),
      ).toEqual({ node: thing })
  })

  test('finds the fields of the type, and things that it leads to', async () => {
    const id = nodeIdOf('User', { externalId: 'ann' })
    expect(
      await story(app, 'own').answer(
        `query ($id: ID!) {
          node(id: $id) { id ... on User { userId username messages(first: 1) { nodes { role user { id } } } } }
        }`,
        { id },
      ),
    ).toEqual({
      node: {
        id,
        userId: 'ann',
        username: 'horse ann',
        messages: { nodes: [{ role: 'USER', user: { id } }] },
      },
    })
  })

  test('of an event is that of its kind, because events of two kinds may have the same event id', async () => {
    await eventsHappened(app, 'same event id', [
      { event: { eventId: '1', name: 'a', timestamp: second(1) } },
      { message: { eventId: '1', conversationId: 'c', role: 'USER', timestamp: second(2) } },
    ])
    const [message, custom] = ['Message', 'CustomEvent'].map(type => nodeIdOf(type, { eventId: '1' }))
    expect(await nodes('same event id', [message!, custom!, nodeIdOf('ApiCall', { eventId: '1' })])).toEqual([
      { __typename: 'Message', id: message },
      { __typename: 'CustomEvent', id: custom },
      null,
    ])
  })

  test('of a visitor who turned out to be a user finds the user', async () => {
    const { answer } = story(app, 'visitors')
    const visitor = nodeIdOf('User', { externalId: 'phone' })
    await eventsHappened(app, 'visitors', [{ event: { name: 'open', anonymousId: 'phone' } }])
    expect(await nodes('visitors', [visitor])).toEqual([{ __typename: 'User', id: visitor }])
    await answer('mutation { alias(input: { userId: "ann", alias: "phone" }) { userErrors { code } } }')
    const user = { __typename: 'User', id: nodeIdOf('User', { externalId: 'ann' }) }
    expect(await nodes('visitors', [visitor])).toEqual([user])
  })
})

describe('several ids', () => {
  test('find things in their order, with null for what the project has not, in as many statements as types', async () => {
    const ids = own.map(({ id }) => id)
    const unknown = [
      nodeIdOf('User', { externalId: 'nobody' }),
      '999999999',
      '0',
      nodeIdOf('Message', { eventId: 'x' }),
    ]
    const asked = [...ids.toReversed(), ...unknown, ids[0]!]
    expect(await nodes('own', asked)).toEqual([...own.toReversed(), null, null, null, null, own[0]])
    const statements = (of: string[]) => countStatements(app, () => nodes('own', of))
    const users = ['ann', 'horse-only', 'nobody'].map(externalId => nodeIdOf('User', { externalId }))
    expect(await statements(users)).toEqual(await statements(users.slice(0, 1)))
  })

  test('may be none, and at most 100', async () => {
    expect(await nodes('own', [])).toEqual([])
    expect(await nodes('own', Array<string>(100).fill('1'))).toHaveLength(100)
    expect(
      await story(app, 'own').refusal('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
        ids: Array<string>(101).fill('1'),
      }),
    ).toEqual({ code: 'BAD_USER_INPUT', reason: 'TOO_MANY', field: 'ids' })
  })
})

test.each([
  '',
  ' ',
  'ann',
  'dWFubg==',
  '1'.repeat(20),
  '-1',
  '１２',
  'x'.repeat(10_000),
  Buffer.from('zann').toString('base64url'),
  Buffer.from('ua\0b').toString('base64url'),
])('a text that is no id is refused: %j', async id => {
  const { ask, refusal } = story(app, 'own')
  const refused = { code: 'BAD_USER_INPUT', reason: 'INVALID_ID' }
  expect(await refusal('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({
    ...refused,
    field: 'id',
  })
  const { errors } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['1', id] })
  expect(errors).toEqual([
    expect.objectContaining({ path: ['nodes', 1], extensions: { ...refused, field: 'ids' } }),
  ])
})

test('a text that is no id loses nothing beside it', async () => {
  const { answer, ask } = story(app, 'beside')
  await answer('mutation { trackEvent(input: { name: "open", userId: "ann" }) { status } }')
  const { users } = await answer<{ users: { nodes: { id: string }[] } }>('{ users { nodes { id } } }')
  const { id } = users.nodes[0]!
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }'
  const { status, data, errors } = await ask<{ nodes: unknown[] }>(query, { ids: ['no id', id] })
  expect([status, data]).toEqual([200, { nodes: [null, { id }] }])
  expect(errors).toEqual([expect.objectContaining({ path: ['nodes', 0] })])
})

describe('a thing of another project', () => {
  test('is not found, and one with the same id is that of the project itself', async () => {
    const ofBoth = ['User', 'Conversation']
    const only = own.filter(({ __typename }) => !ofBoth.includes(__typename)).map(({ id }) => id)
    expect(only.length).toBeGreaterThan(15)
    expect(await nodes('other', only)).toEqual(only.map(() => null))
    expect(
      await nodes(
        'nothing',
        own.map(({ id }) => id),
      ),
    ).toEqual(own.map(() => null))
    const query = 'query ($id: ID!) { node(id: $id) { ... on User { username } } }'
    expect(await story(app, 'other').answer(query, { id: nodeIdOf('User', { externalId: 'ann' }) })).toEqual({
      node: { username: 'zebra ann' },
    })
  })
})

describe('a snapshot is named by its id, and by the number that was its id before', () => {
  test('in a condition', async () => {
    const number = Buffer.from(things.snapshot, 'base64url').toString().slice(1)
    expect(number).toMatch(/^\d+$/)
    const { answer } = story(app, 'own')
    const size = (id: string) =>
      answer('query ($id: ID!) { previewSegment(input: { condition: { snapshotId: $id } }) { size } }', {
        id,
      })
    expect(await size(things.snapshot)).toEqual({ previewSegment: { size: 1 } })
    expect(await size(number)).toEqual(await size(things.snapshot))
  })

  test('in the filter of the audit log', async () => {
    const number = Buffer.from(things.snapshot, 'base64url').toString().slice(1)
    for (const id of [things.snapshot, number]) {
      const { auditLog } = await story(app, 'own').answer<{ auditLog: object }>(
        `query ($id: ID!) {
          auditLog(filter: { changed: { kind: SNAPSHOT, id: $id } }) { nodes { changes { id action } } }
        }`,
        { id },
      )
      expect(auditLog).toEqual({ nodes: [{ changes: [{ id: things.snapshot, action: 'CREATED' }] }] })
    }
  })

  test('so that its segment cannot be deleted while a definition uses either', async () => {
    const { answer } = story(app, 'snapshot in use')
    const { made } = await answer<{ made: { segment: Found } }>(
      'mutation { made: createSegment(input: { name: "a", condition: { trait: { key: "a", values: ["b"] } } }) { segment { id } } }',
    )
    const taken = await answer<{ snapshotSegment: { snapshot: Found } }>(
      'mutation ($id: ID!) { snapshotSegment(input: { id: $id }) { snapshot { id } } }',
      { id: made.segment.id },
    )
    const { id } = taken.snapshotSegment.snapshot
    for (const snapshotId of [id, Buffer.from(id, 'base64url').toString().slice(1)]) {
      const { using } = await answer<{ using: { segment: Found } }>(
        `mutation ($id: ID!) { using: createSegment(input: { name: "b", condition: { snapshotId: $id } }) { segment { id } } }`,
        { id: snapshotId },
      )
      const remove =
        'mutation ($id: ID!) { deleteSegment(input: { id: $id }) { deletedId userErrors { code } } }'
      expect(await answer(remove, { id: made.segment.id })).toEqual({
        deleteSegment: { deletedId: null, userErrors: [{ code: 'SEGMENT_IN_USE' }] },
      })
      await answer(remove, { id: using.segment.id })
    }
  })
})

test('user and conversation take their ids under the names of the fields, or under the former name', async () => {
  const { answer, refusal } = story(app, 'own')
  for (const name of ['userId', 'id'])
    expect(await answer(`{ user(${name}: "ann") { userId } }`)).toEqual({ user: { userId: 'ann' } })
  for (const name of ['conversationId', 'id'])
    expect(await answer(`{ conversation(${name}: "c") { conversationId } }`)).toEqual({
      conversation: { conversationId: 'c' },
    })
  const refused = { code: 'BAD_USER_INPUT', reason: 'EXACTLY_ONE' }
  for (const args of ['(userId: null)', '(userId: "ann", id: "ann")', ''])
    expect(await refusal(`{ user${args} { userId } }`)).toEqual({ ...refused, field: 'userId' })
  for (const args of ['(id: null)', '(conversationId: "c", id: "c")', ''])
    expect(await refusal(`{ conversation${args} { status } }`)).toEqual({
      ...refused,
      field: 'conversationId',
    })
  expect(await refusal('{ user(userId: "\\u0000") { userId } }')).toEqual({
    code: 'BAD_USER_INPUT',
    reason: 'INVALID_TEXT',
    field: 'userId',
  })
})
