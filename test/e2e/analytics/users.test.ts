import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { walk } from '../../support/graphql/walk.ts'
import { second } from '../../support/moments.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import {
  IdentifyDocument,
  UserDocument,
  type UserFilterInput,
  UsersDocument,
} from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const list = async ({ answer }: Story, filter?: UserFilterInput, first = 10, after?: string | null) =>
  (await answer(UsersDocument, { first, after, filter })).users
const one = async ({ answer }: Story, id: string, first = 10, after?: string | null) =>
  (await answer(UserDocument, { id, first, after })).user
const idsOf = ({ nodes }: { nodes: { userId: string }[] }) => nodes.map(({ userId }) => userId)

describe('the list of users', () => {
  let project: Story
  beforeAll(async () => {
    project = story(app, 'searched')
    const identities = [
      ['ann', 'Ann Otter'],
      ['bob', null],
      ['a_b', '100% Bob'],
      ['axb', 'back\\slash'],
      ['ÉVA', 'Éva Ötvös'],
    ] as const
    for (const [userId, username] of identities)
      await project.answer(IdentifyDocument, { input: { userId, username } })
    await project.happened([
      { userId: 'ann', name: 'open', timestamp: second(10) },
      { userId: 'ann', name: 'open', timestamp: second(30) },
      { userId: 'bob', name: 'open', timestamp: second(20) },
    ])
  })

  test('is sorted by last event, the latest first', async () => {
    expect(await list(project)).toMatchObject({
      totalCount: 5,
      nodes: [
        { userId: 'ÉVA', username: 'Éva Ötvös' },
        { userId: 'axb', username: 'back\\slash' },
        { userId: 'a_b', username: '100% Bob' },
        { userId: 'bob', username: null },
        { userId: 'ann', username: 'Ann Otter' },
      ],
    })
  })

  test.each<[string, string[]]>([
    ['ann', ['ann']],
    ['ANN', ['ann']],
    ['b', ['axb', 'a_b', 'bob']],
    ['bob', ['a_b', 'bob']],
    ['n ot', ['ann']],
    ['a_b', ['a_b']],
    ['%', ['a_b']],
    ['100%', ['a_b']],
    ['back\\', ['axb']],
    ['\\', ['axb']],
    ['Éva', ['ÉVA']],
    ['öTV', ['ÉVA']],
    ['annn', []],
    ["' or true --", []],
    ['', ['ÉVA', 'axb', 'a_b', 'bob', 'ann']],
  ])('searched for %j shows %j', async (search, ids) => {
    const listed = await list(project, { search })
    expect(idsOf(listed)).toEqual(ids)
    expect(listed.totalCount).toBe(ids.length)
  })

  test.each<[string, number, number, string[]]>([
    ['users from their first event on', 10, 10.001, ['ann']],
    ['no user before their first event', 0, 10, []],
    ['users with their last event in it', 30, 40, ['ann']],
    ['no user between two events', 11, 20, []],
    ['several users', 20, 31, ['bob', 'ann']],
    ['no user who was only identified', 0, 1_000, ['bob', 'ann']],
  ])('seen in a range shows %s', async (_, from, to, ids) => {
    const listed = await list(project, { seenIn: { between: { from: second(from), to: second(to) } } })
    expect(idsOf(listed)).toEqual(ids)
    expect(listed.totalCount).toBe(ids.length)
  })

  test('seen in a range and searched applies both filters', async () => {
    const seenIn = { between: { from: second(0), to: second(100) } }
    expect(idsOf(await list(project, { seenIn, search: 'b' }))).toEqual(['bob'])
  })

  test('shows a user of a recent event with their name', async () => {
    await eventsHappened(app, 'new', [{ activity: { type: 'registration', userId: 'cem', username: 'Cem' } }])
    expect(await list(story(app, 'new'), { search: 'cem' })).toMatchObject({
      nodes: [{ userId: 'cem', username: 'Cem' }],
    })
  })
})

describe('one user', () => {
  let project: Story
  beforeAll(async () => {
    project = story(app, 'page')
    await project.answer(IdentifyDocument, {
      input: { userId: 'ann', username: 'Ann', traits: { plan: 'pro' } },
    })
    const of = (userId: string, timestamp: string) => ({ userId, timestamp })
    await eventsHappened(app, 'page', [
      { activity: { eventId: '1', type: 'registration', ...of('ann', second(1)) } },
      { event: { eventId: '2', name: 'open', ...of('ann', second(2)) } },
      { activity: { eventId: '3', type: 'login', ...of('ann', second(3)) } },
      { message: { eventId: '4', conversationId: 'c1', role: 'USER', ...of('ann', second(4)) } },
      { message: { eventId: '5', conversationId: 'c1', role: 'ASSISTANT', timestamp: second(5) } },
      { message: { eventId: '6', conversationId: 'c2', role: 'USER', ...of('ann', second(6)) } },
      { activity: { eventId: '7', type: 'login', ...of('bob', second(7)) } },
      { message: { eventId: '8', conversationId: 'c3', role: 'USER', ...of('bob', second(8)) } },
    ])
  })

  test('has their own events only, newest first', async () => {
    const last = { hasNextPage: false, endCursor: expect.any(String) }
    expect(await one(project, 'ann')).toEqual({
      userId: 'ann',
      username: 'Ann',
      traits: { plan: 'pro' },
      firstSeenAt: second(1),
      lastSeenAt: second(6),
      activities: {
        totalCount: 2,
        nodes: [
          { eventId: '3', type: 'login' },
          { eventId: '1', type: 'registration' },
        ],
        pageInfo: { ...last, hasPreviousPage: false },
      },
      conversations: {
        totalCount: 2,
        nodes: [
          { conversationId: 'c2', messageCount: 1 },
          { conversationId: 'c1', messageCount: 2 },
        ],
        pageInfo: last,
      },
      events: {
        totalCount: 6,
        nodes: [
          { eventId: '6', kind: 'MESSAGE', name: 'message', userId: 'ann' },
          // An answer in a conversation of ann.
          { eventId: '5', kind: 'MESSAGE', name: 'message', userId: 'ann' },
          { eventId: '4', kind: 'MESSAGE', name: 'message', userId: 'ann' },
          { eventId: '3', kind: 'ACTIVITY', name: 'login', userId: 'ann' },
          { eventId: '2', kind: 'EVENT', name: 'open', userId: 'ann' },
          { eventId: '1', kind: 'ACTIVITY', name: 'registration', userId: 'ann' },
        ],
        pageInfo: last,
      },
    })
  })

  test('is null if no event names them', async () => {
    expect(await one(project, 'cem')).toBeNull()
    expect(await one(project, 'Ann')).toBeNull()
  })

  test('is refused for an id that could not be stored', async () => {
    expect(await project.refusal(UserDocument, { id: '\ud800', first: 1 })).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_TEXT',
      field: 'id',
    })
  })

  test('has lists with pages of their own cursors', async () => {
    const ids = (pages: { eventId: string }[][]) => pages.map(page => page.map(({ eventId }) => eventId))
    interface Listed {
      user: {
        list: {
          totalCount: number
          nodes: { eventId: string }[]
          pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null }
        }
      }
    }
    const listed = async (list: string, first: number, after: string | null) => {
      const query = `query ($first: Int!, $after: String) { user(id: "ann") { list: ${list}(first: $first, after: $after) {
        totalCount nodes { eventId } pageInfo { hasNextPage hasPreviousPage endCursor }
      } } }`
      return (await project.answer<Listed>(query, { first, after })).user.list
    }
    expect(ids(await walk(after => listed('activities', 1, after)))).toEqual([['3'], ['1']])
    expect(ids(await walk(after => listed('events', 2, after)))).toEqual([
      ['6', '5'],
      ['4', '3'],
      ['2', '1'],
    ])
    const { pageInfo } = await listed('activities', 1, null)
    expect(await listed('activities', 1, pageInfo.endCursor)).toMatchObject({
      totalCount: 2,
      pageInfo: { hasPreviousPage: true },
    })
  })

  test.each([
    ['first', { first: 0 }, 'INVALID_PAGE_SIZE'],
    ['after', { first: 1, after: 'x' }, 'INVALID_CURSOR'],
  ])('is refused with a wrong %s of a list', async (field, wrong, reason) => {
    const { errors } = await project.ask(UserDocument, { id: 'ann', ...wrong })
    for (const { extensions } of errors) expect(extensions).toEqual({ code: 'BAD_USER_INPUT', reason, field })
    expect(errors).not.toEqual([])
  })

  test('of another project with the same id is another user', async () => {
    const other = story(app, 'other page')
    expect(await one(other, 'ann')).toBeNull()
    await other.happened([{ eventId: 't', userId: 'ann', name: 'other' }])
    expect(await one(other, 'ann')).toMatchObject({
      username: null,
      activities: { totalCount: 0 },
      conversations: { totalCount: 0 },
      events: { totalCount: 1, nodes: [{ eventId: 't' }] },
    })
    expect(await one(project, 'ann')).toMatchObject({ events: { totalCount: 6 } })
  })
})

test('several users at once have their own lists, each cut at the same length', async () => {
  const { answer } = story(app, 'page')
  type Of<Node> = { totalCount: number; nodes: Node[]; pageInfo: { hasNextPage: boolean } }
  const { users } = await answer<{
    users: { nodes: { userId: string; events: Of<{ eventId: string }>; first: Of<{ eventId: string }> }[] }
  }>(`{ users(first: 2) { nodes {
    userId
    events(first: 2) { totalCount nodes { eventId } pageInfo { hasNextPage } }
    first: events(first: 1) { totalCount nodes { eventId } pageInfo { hasNextPage } }
  } } }`)
  const cut = (totalCount: number, ids: string[]) => ({
    totalCount,
    nodes: ids.map(eventId => ({ eventId })),
    pageInfo: { hasNextPage: totalCount > ids.length },
  })
  expect(users.nodes).toEqual([
    { userId: 'bob', events: cut(2, ['8', '7']), first: cut(2, ['8']) },
    { userId: 'ann', events: cut(6, ['6', '5']), first: cut(6, ['6']) },
  ])
})

test('a service that identifies a user cannot see their events', async () => {
  const identify = (more: string) =>
    `mutation { identify(input: { userId: "ann" }) { user { userId ${more} } userErrors { code } } }`
  const service = app.token('service', 'page')
  expect((await app.ask(identify(''), {}, service)).errors).toEqual([])
  for (const list of ['activities', 'conversations', 'events', 'messages', 'aiCalls', 'apiCalls']) {
    const { data, errors } = await app.ask(identify(`${list} { totalCount }`), {}, service)
    expect(data).toEqual({ identify: { user: null, userErrors: [] } })
    expect(errors[0]!.extensions.code).toBe('FORBIDDEN')
  }
})
