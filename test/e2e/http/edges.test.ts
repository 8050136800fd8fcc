import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { countStatements } from '../../support/count-statements.ts'
import { second } from '../../support/moments.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ MAX_COMPLEXITY: '100000' })
})
afterAll(() => app.close())

/** A chat of a user: it starts, the user asks, a model is called over HTTP, and the assistant answers. */
const chat = (conversationId: string, userId: string, from: number) => {
  const event = (i: number) => ({
    eventId: `${conversationId} ${i}`,
    conversationId,
    userId,
    timestamp: second(from + i),
  })
  return [
    { conversation: { ...event(0), startedAt: second(from), channel: userId } },
    { message: { ...event(1), role: 'USER' } },
    { aiCall: { ...event(2), model: 'm', outputTokens: 7 } },
    { apiCall: { ...event(3), endpoint: '/chat', method: 'POST', statusCode: 200 } },
    { message: { ...event(4), role: 'ASSISTANT' } },
  ]
}

describe('from one thing to another', () => {
  beforeAll(async () => {
    await eventsHappened(app, 'edges', [
      ...chat('c1', 'ann', 0),
      ...chat('c2', 'bob', 10),
      {
        activity: { eventId: 'login', type: 'login', userId: 'ann', username: 'Ann', timestamp: second(20) },
      },
      { systemMetric: { eventId: 'cpu', name: 'cpu', value: 1, timestamp: second(21) } },
    ])
  })

  test('every event leads to its user and its conversation, if it has them', async () => {
    const { events } = await story(app, 'edges').answer<{ events: { nodes: object[] } }>(
      '{ events { nodes { eventId user { userId username } conversation { conversationId channel } } } }',
    )
    const ofChat = (conversationId: string, userId: string, username: string | null) =>
      [4, 3, 2, 1, 0].map(i => ({
        eventId: `${conversationId} ${i}`,
        user: { userId, username },
        conversation: { conversationId, channel: userId },
      }))
    expect(events.nodes).toEqual([
      { eventId: 'cpu', user: null, conversation: null },
      { eventId: 'login', user: { userId: 'ann', username: 'Ann' }, conversation: null },
      ...ofChat('c2', 'bob', null),
      ...ofChat('c1', 'ann', 'Ann'),
    ])
  })

  test('a conversation leads to its user, events, messages and calls', async () => {
    expect(
      await story(app, 'edges').answer(`{
        conversation(id: "c1") {
          user { userId }
          events(first: 2) { totalCount nodes { __typename eventId } pageInfo { hasNextPage } }
          messages { totalCount nodes { eventId role } }
          aiCalls { totalCount nodes { eventId tokens } }
          apiCalls { totalCount nodes { eventId endpoint } }
        }
      }`),
    ).toEqual({
      conversation: {
        user: { userId: 'ann' },
        events: {
          totalCount: 5,
          nodes: [
            { __typename: 'Message', eventId: 'c1 4' },
            { __typename: 'ApiCall', eventId: 'c1 3' },
          ],
          pageInfo: { hasNextPage: true },
        },
        messages: {
          totalCount: 2,
          nodes: [
            { eventId: 'c1 4', role: 'ASSISTANT' },
            { eventId: 'c1 1', role: 'USER' },
          ],
        },
        aiCalls: { totalCount: 1, nodes: [{ eventId: 'c1 2', tokens: 7 }] },
        apiCalls: { totalCount: 1, nodes: [{ eventId: 'c1 3', endpoint: '/chat' }] },
      },
    })
  })

  test('a user leads to messages and calls', async () => {
    expect(
      await story(app, 'edges').answer(`{
        user(id: "bob") {
          messages(first: 1) { totalCount nodes { eventId conversation { conversationId } } }
          aiCalls { totalCount nodes { eventId } }
          apiCalls { totalCount nodes { eventId } }
        }
      }`),
    ).toEqual({
      user: {
        messages: { totalCount: 2, nodes: [{ eventId: 'c2 4', conversation: { conversationId: 'c2' } }] },
        aiCalls: { totalCount: 1, nodes: [{ eventId: 'c2 2' }] },
        apiCalls: { totalCount: 1, nodes: [{ eventId: 'c2 3' }] },
      },
    })
  })

  test('the edge to a user shows what was sent a moment ago, also beside the id of the user', async () => {
    const { answer } = story(app, 'edges now')
    for (const username of ['Ann', 'Anna', 'Anne']) {
      await answer(
        'mutation ($e: [ActivityInput!]!) { trackActivities(input: { activities: $e }) { accepted } }',
        {
          e: [{ type: 'login', userId: 'ann', username }],
        },
      )
      const { userActivities } = await answer<{ userActivities: { nodes: object[] } }>(
        '{ userActivities(first: 1) { nodes { userId user { username } } } }',
      )
      expect(userActivities.nodes).toEqual([{ userId: 'ann', user: { username } }])
    }
  })

  test('the page of each conversation of another project with the same ids is its own', async () => {
    const query = '{ conversations { nodes { messages { totalCount nodes { eventId } } user { userId } } } }'
    const ofOther = chat('c1', 'zoe', 0).slice(0, 2)
    await eventsHappened(app, 'other edges', ofOther)
    expect(await story(app, 'other edges').answer(query)).toEqual({
      conversations: {
        nodes: [{ messages: { totalCount: 1, nodes: [{ eventId: 'c1 1' }] }, user: { userId: 'zoe' } }],
      },
    })
  })
})

describe('a page of 50 costs as many statements as a page of 2 with', () => {
  beforeAll(() =>
    eventsHappened(
      app,
      'many edges',
      Array.from({ length: 50 }, (_, i) => chat(`c${i}`, `user ${i}`, i * 10)).flat(),
    ),
  )

  test.each([
    ['events', 'user { username } conversation { status messageCount }'],
    ['messages', 'user { username } conversation { user { username } }'],
    ['aiCalls', 'userId user { username conversations(first: 2) { nodes { status } } }'],
    ['apiCalls', 'conversation { messages(first: 2) { totalCount nodes { role user { userId } } } }'],
    ['conversations', 'user { messages(first: 1) { nodes { conversation { status } } } }'],
    [
      'conversations',
      'events(first: 2) { nodes { user { userId } } } aiCalls { totalCount } apiCalls { totalCount }',
    ],
    ['users', 'messages(first: 1) { totalCount } aiCalls { nodes { tokens } } apiCalls { nodes { method } }'],
  ])('the edges of %s { %s }', async (list, fields) => {
    const { answer } = story(app, 'many edges')
    const statements = async (first: number) => {
      let rows = 0
      const counted = await countStatements(app, async () => {
        const page = await answer<Record<string, { nodes: object[] }>>(
          `{ ${list}(first: ${first}) { nodes { ${fields} } } }`,
        )
        rows = page[list]!.nodes.length
      })
      expect(rows).toBe(first)
      return counted
    }
    const few = await statements(2)
    expect(await statements(50)).toEqual(few)
  })
})

test('the list of a conversation is one step into an index among many events', async () => {
  const session = await app.services.database.connect()
  await session.query(
    `insert into events (project, event_id, kind, name, conversation_id, occurred_at, received_at)
     select 'index', i, 'message', 'message', 'c' || i % 1000, now() - i * interval '1 s', now()
     from generate_series(1, 20000) i`,
  )
  await session.query('analyze events')
  const { answer } = story(app, 'index')
  await expect
    .poll(() => answer('{ conversations { totalCount } }'), { timeout: 30_000 })
    .toEqual({ conversations: { totalCount: 1_000 } })
  const statements = vi.spyOn(app.services.database.orm.em.getConnection(), 'execute')
  await answer('{ conversations(first: 50) { nodes { messages(first: 3) { nodes { eventId } } } } }')
  const [statement, values] = statements.mock.calls.find(([sql]) => String(sql).includes('lateral'))!
  statements.mockRestore()
  let n = 0
  const plan = await session.query(
    `explain ${String(statement).replace(/\?/g, () => `$${++n}`)}`,
    values as unknown[],
  )
  expect(JSON.stringify(plan.rows)).toContain('events_in_conversations on events own')
  await session.end()
}, 60_000)
