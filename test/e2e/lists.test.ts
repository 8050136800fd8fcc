import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeCursor } from '../../src/lists/cursor.ts'
import { countStatements } from '../support/count-statements.ts'
import { second } from '../support/moments.ts'
import { type Story, story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { eventsHappened } from '../support/track-events.ts'
import { walk } from '../support/walk.ts'
import {
  type MessageFilterInput,
  MessagesDocument,
  UserActivitiesDocument,
  type UserActivityFilterInput,
} from './operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ STORE_IP: 'true', MAX_COMPLEXITY: '20000' })
})
afterAll(() => app.close())

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
const idsOf = ({ nodes }: { nodes: { eventId: string }[] }) => nodes.map(({ eventId }) => eventId)

describe('the list of user activities', () => {
  const list = async ({ answer }: Story, filter?: UserActivityFilterInput, first = 10) =>
    (await answer(UserActivitiesDocument, { first, filter })).userActivities

  test('shows the sent fields and those read from the user agent', async () => {
    await eventsHappened(app, 'activity', [
      {
        activity: {
          eventId: 'a1',
          type: 'login',
          userId: 'ann',
          username: 'Ann',
          ipAddress: '203.0.113.7',
          userAgent: firefox,
          metadata: { method: 'password' },
          timestamp: second(1),
          sessionId: 's1',
          channel: 'web',
        },
      },
      { activity: { eventId: 'a2', type: 'logout', timestamp: second(2) } },
      { event: { eventId: 'e1', name: 'login', userId: 'ann', timestamp: second(3) } },
    ])
    expect(await list(story(app, 'activity'))).toEqual({
      totalCount: 2,
      nodes: [
        {
          eventId: 'a2',
          type: 'logout',
          userId: 'tester',
          username: null,
          ipAddress: null,
          userAgent: null,
          browser: null,
          os: null,
          device: null,
          isBot: false,
          metadata: {},
          timestamp: second(2),
          sessionId: null,
          channel: null,
        },
        {
          eventId: 'a1',
          type: 'login',
          userId: 'ann',
          username: 'Ann',
          ipAddress: '203.0.113.7',
          userAgent: firefox,
          browser: 'Firefox',
          os: 'Linux',
          device: 'desktop',
          isBot: false,
          metadata: { method: 'password', username: 'Ann' },
          timestamp: second(1),
          sessionId: 's1',
          channel: 'web',
        },
      ],
      pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
    })
  })

  describe('with a filter', () => {
    let project: Story
    beforeAll(async () => {
      project = story(app, 'activity filters')
      const mobile =
        'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'
      await eventsHappened(
        app,
        'activity filters',
        [
          { eventId: '1', type: 'login', userId: 'ann', userAgent: firefox },
          { eventId: '2', type: 'login', userId: 'bob', userAgent: mobile },
          { eventId: '3', type: 'logout', userId: 'ann' },
          { eventId: '4', type: 'login', userId: 'crawler', userAgent: 'curl/8.5.0' },
        ].map((activity, i) => ({ activity: { ...activity, timestamp: second(i + 1) } })),
      )
    })

    test.each<[UserActivityFilterInput, string[]]>([
      [{}, ['4', '3', '2', '1']],
      [{ userId: 'ann' }, ['3', '1']],
      [{ userId: 'nobody' }, []],
      [{ type: 'login' }, ['4', '2', '1']],
      [{ type: 'login', userId: 'ann' }, ['1']],
      [{ isBot: true }, ['4']],
      [{ isBot: false }, ['3', '2', '1']],
      [{ isBot: null, type: null }, ['4', '3', '2', '1']],
      [{ browser: 'Firefox' }, ['1']],
      [{ device: 'mobile' }, ['2']],
      [{ device: 'mobile', isBot: false, type: 'login' }, ['2']],
      [{ range: { from: second(2), to: second(4) } }, ['3', '2']],
    ])('%j shows %j', async (filter, ids) => {
      const listed = await list(project, filter)
      expect(idsOf(listed)).toEqual(ids)
      expect(listed.totalCount).toBe(ids.length)
      expect((await list(project, filter, 1)).totalCount).toBe(ids.length)
    })
  })
})

describe('the list of messages', () => {
  const list = async ({ answer }: Story, filter?: MessageFilterInput, first = 10) =>
    (await answer(MessagesDocument, { first, filter })).messages

  test('shows every measure, tokens by type, and the source of the cost', async () => {
    await eventsHappened(app, 'measures', [
      {
        message: {
          eventId: 'm1',
          conversationId: 'c1',
          userId: 'ann',
          role: 'ASSISTANT',
          provider: 'openai',
          model: 'gpt-4o',
          inputTokens: 1_000,
          cachedTokens: 200,
          outputTokens: 500,
          responseTimeMs: 850.5,
          isFallback: true,
          feedback: 'NEGATIVE',
          botId: 'support',
          channel: 'web',
          sessionId: 's1',
          properties: { tone: 'kind' },
          timestamp: second(1),
        },
      },
      { message: { eventId: 'm2', conversationId: 'c1', role: 'USER', timestamp: second(2) } },
      {
        message: {
          eventId: 'm3',
          conversationId: 'c1',
          role: 'TOOL',
          costUsd: '0.0000000001',
          inputTokens: 9_000_000_000_000,
          timestamp: second(3),
        },
      },
      {
        message: { eventId: 'm4', conversationId: 'c1', role: 'SYSTEM', model: 'x', timestamp: second(4) },
      },
      { event: { name: 'message', conversationId: 'c1', timestamp: second(5) } },
    ])
    const { nodes, totalCount } = await list(story(app, 'measures'))
    const absent = {
      conversationId: 'c1',
      userId: null,
      provider: null,
      model: null,
      inputTokens: null,
      cachedTokens: null,
      outputTokens: null,
      costUsd: null,
      costSource: null,
      responseTimeMs: null,
      isFallback: false,
      feedback: null,
      botId: null,
      channel: null,
      sessionId: null,
      properties: null,
    }
    expect(totalCount).toBe(4)
    expect(nodes).toEqual([
      { ...absent, eventId: 'm4', role: 'SYSTEM', model: 'x', costSource: 'UNKNOWN', timestamp: second(4) },
      {
        ...absent,
        eventId: 'm3',
        role: 'TOOL',
        inputTokens: 9_000_000_000_000,
        costUsd: '0.0000000001',
        costSource: 'PROVIDED',
        timestamp: second(3),
      },
      { ...absent, eventId: 'm2', role: 'USER', timestamp: second(2) },
      {
        eventId: 'm1',
        conversationId: 'c1',
        userId: 'ann',
        role: 'ASSISTANT',
        provider: 'openai',
        model: 'gpt-4o',
        // 200 of the 1,000 were cached: (800 × 2.5 + 200 × 1.25 + 500 × 10) ÷ 1,000,000 = 0.00725.
        inputTokens: 800,
        cachedTokens: 200,
        outputTokens: 500,
        costUsd: '0.00725',
        costSource: 'COMPUTED',
        responseTimeMs: 850.5,
        isFallback: true,
        feedback: 'NEGATIVE',
        botId: 'support',
        channel: 'web',
        sessionId: 's1',
        properties: { tone: 'kind' },
        timestamp: second(1),
      },
    ])
  })

  describe('with a filter', () => {
    let project: Story
    beforeAll(async () => {
      project = story(app, 'message filters')
      const answer = { role: 'ASSISTANT', provider: 'openai' }
      await eventsHappened(
        app,
        'message filters',
        [
          { eventId: '1', conversationId: 'c1', role: 'USER', userId: 'ann' },
          { eventId: '2', conversationId: 'c1', ...answer, model: 'gpt-4o', isFallback: true, botId: 'b' },
          { eventId: '3', conversationId: 'c2', role: 'USER', userId: 'bob' },
          {
            eventId: '4',
            conversationId: 'c2',
            ...answer,
            model: 'o3',
            isFallback: false,
            feedback: 'POSITIVE',
          },
        ].map((message, i) => ({ message: { ...message, timestamp: second(i + 1) } })),
      )
    })

    test.each<[MessageFilterInput, string[]]>([
      [{}, ['4', '3', '2', '1']],
      [{ conversationId: 'c1' }, ['2', '1']],
      [{ userId: 'bob' }, ['3']],
      [{ userId: 'nobody' }, []],
      [{ role: 'ASSISTANT' }, ['4', '2']],
      [{ provider: 'openai' }, ['4', '2']],
      [{ model: 'o3' }, ['4']],
      [{ botId: 'b' }, ['2']],
      [{ isFallback: true }, ['2']],
      [{ isFallback: false }, ['4', '3', '1']],
      [{ feedback: 'POSITIVE' }, ['4']],
      [{ feedback: 'NEGATIVE' }, []],
      [{ role: 'USER', conversationId: 'c2', isFallback: false }, ['3']],
      [{ range: { from: second(2), to: second(3) } }, ['2']],
    ])('%j shows %j', async (filter, ids) => {
      const listed = await list(project, filter)
      expect(idsOf(listed)).toEqual(ids)
      expect(listed.totalCount).toBe(ids.length)
      expect((await list(project, filter, 1)).totalCount).toBe(ids.length)
    })
  })
})

test('the list of events gives the kind of each event', async () => {
  const ofEachKind = [
    { event: { name: 'open' } },
    { activity: { type: 'login' } },
    { conversation: { conversationId: 'c', startedAt: second(0) } },
    { message: { conversationId: 'c', role: 'USER' } },
    { aiCall: { model: 'm' } },
    { apiCall: { endpoint: '/', method: 'GET', statusCode: 200 } },
    { systemMetric: { name: 'cpu', value: 1 } },
  ].map(event =>
    Object.fromEntries(
      Object.entries(event).map(([kind, input]) => [kind, { ...input, timestamp: second(0) }]),
    ),
  )
  await eventsHappened(app, 'kinds', ofEachKind)
  const { answer } = story(app, 'kinds')
  const { events } = await answer<{ events: { nodes: { eventKind: string }[] } }>(
    '{ events { nodes { eventKind } } }',
  )
  expect(events.nodes.map(({ eventKind }) => eventKind)).toEqual(
    ['CUSTOM', 'ACTIVITY', 'CONVERSATION', 'MESSAGE', 'AI_CALL', 'API_CALL', 'SYSTEM_METRIC'].reverse(),
  )
})

/**
 * Each list of the project `many` has 60 rows or more: users, each with an activity, a conversation and two messages.
 */
beforeAll(async () => {
  const people = Array.from({ length: 60 }, (_, i) => `user ${i}`)
  const events = people.flatMap((userId, i) => {
    // Three users share each instant.
    const timestamp = second(Math.floor(i / 3))
    const common = { userId, timestamp, conversationId: `c ${i}` }
    return [
      { activity: { type: 'login', eventId: `a ${i}`, userId, timestamp } },
      { conversation: { eventId: `s ${i}`, ...common, startedAt: timestamp } },
      { message: { eventId: `m ${i}`, ...common, role: 'USER' } },
      { message: { eventId: `n ${i}`, ...common, role: 'ASSISTANT', costUsd: '0.1' } },
    ]
  })
  await eventsHappened(app, 'many', events)
})

const lists = {
  events: 'eventId',
  userActivities: 'eventId',
  messages: 'eventId',
  conversations: 'conversationId',
  users: 'userId',
}

const invalidCursor = { code: 'BAD_USER_INPUT', reason: 'INVALID_CURSOR', field: 'after' }

describe.each(Object.entries(lists))('the list %s', (list, id) => {
  const query = `query ($first: Int!, $after: String) {
    list: ${list}(first: $first, after: $after) { totalCount nodes { id: ${id} } pageInfo { hasNextPage endCursor } }
  }`
  type List = {
    list: {
      totalCount: number
      nodes: { id: string }[]
      pageInfo: { hasNextPage: boolean; endCursor: string }
    }
  }
  const ask = async (project: string, first: number, after?: string | null) =>
    (await story(app, project).answer<List>(query, { first, after })).list

  test('shows each row once over all pages, even rows of one instant, in the order of one long page', async () => {
    const { totalCount } = await ask('many', 1)
    expect(totalCount).toBe({ events: 240, messages: 120 }[list] ?? 60)
    const walked = async (first: number) =>
      (await walk(after => ask('many', first, after))).flat().map(node => node.id)
    const all = await walked(100)
    expect(new Set(all).size).toBe(totalCount)
    expect(await walked(7)).toEqual(all)
    expect(await walked(2)).toEqual(all)
  })

  test('shows nothing of another project, and its cursors work nowhere else', async () => {
    const { pageInfo } = await ask('many', 1)
    expect(await ask('empty', 10)).toMatchObject({ totalCount: 0, nodes: [] })
    expect(await story(app, 'empty').refusal(query, { first: 10, after: pageInfo.endCursor })).toEqual(
      invalidCursor,
    )
  })

  test.each([0, 101, -1])('is refused with first: %i', async first => {
    expect(await story(app, 'many').refusal(query, { first })).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_PAGE_SIZE',
      field: 'first',
    })
  })

  test('is refused with a cursor that was changed, belongs to another list, or is invalid', async () => {
    const { pageInfo } = await ask('many', 1)
    const cursor = pageInfo.endCursor
    const forge = (text: string) => Buffer.from(text).toString('base64url')
    const [position, mark] = /^(.*)\.(.*)$/.exec(Buffer.from(cursor, 'base64url').toString())!.slice(1)
    const tampered = [
      ...Array.from({ length: cursor.length }, (_, length) => cursor.slice(0, length)),
      ...Array.from({ length: cursor.length }, (_, i) => `${cursor.slice(0, i)}~${cursor.slice(i + 1)}`),
      `${cursor}=`,
      `${cursor}A`,
      cursor.toUpperCase(),
      forge(position!),
      forge(`${position}0.${mark}`),
      forge(`1709251200000.9223372036854775808.${mark}`),
      forge("1' or '1'='1"),
      forge(`1709251200000.1; drop table events --.${mark}`),
      cursor.repeat(200),
      'A'.repeat(10_240),
      '\0',
    ]
    for (const after of tampered)
      expect([after, await story(app, 'many').refusal(query, { first: 1, after })]).toEqual([
        after,
        invalidCursor,
      ])
  })

  test('is refused with a cursor of any other list', async () => {
    const others = Object.keys(lists).filter(other => other !== list)
    for (const other of others) {
      const { page } = await story(app, 'many').answer<{ page: { pageInfo: { endCursor: string } } }>(
        `{ page: ${other}(first: 1) { pageInfo { endCursor } } }`,
      )
      const after = page.pageInfo.endCursor
      expect(await story(app, 'many').refusal(query, { first: 1, after })).toEqual(invalidCursor)
    }
  })

  test('accepts a cursor with a larger number than any row', async () => {
    const position = { at: new Date(Date.now() + 60_000), number: '9223372036854775807' }
    const after = encodeCursor({ project: 'many', list }, position)
    expect((await ask('many', 1, after)).nodes).toHaveLength(1)
  })
})

describe('a filter is refused', () => {
  const texts: Record<string, string[]> = {
    userActivities: ['userId', 'type', 'browser', 'device'],
    messages: ['conversationId', 'userId', 'provider', 'model', 'botId'],
    conversations: ['userId', 'botId', 'channel'],
    users: ['search'],
  }
  const fields = Object.entries(texts).flatMap(([list, names]) => names.map(name => [list, name] as const))
  const typeOf = (list: string) =>
    `${list === 'userActivities' ? 'UserActivity' : list[0]!.toUpperCase() + list.slice(1, -1)}FilterInput`
  const refusal = (list: string, filter: object) =>
    story(app, 'refused').refusal(
      `query ($filter: ${typeOf(list)}) { ${list}(filter: $filter) { totalCount } }`,
      { filter },
    )

  test.each(fields)('by %s for a %s that could not be stored', async (list, name) => {
    for (const text of ['a\0', '\ud800'])
      expect(await refusal(list, { [name]: text })).toEqual({
        code: 'BAD_USER_INPUT',
        reason: 'INVALID_TEXT',
        field: `filter.${name}`,
      })
  })

  test.each([
    ['messages', 'role'],
    ['messages', 'feedback'],
    ['conversations', 'status'],
  ])('by %s for an invalid %s', async (list, name) => {
    expect(await refusal(list, { [name]: 'LOUD' })).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_CHOICE',
      field: `filter.${name}`,
    })
  })

  test.each(Object.keys(texts))('by %s with a range that ends before it starts', async list => {
    const range = { from: second(2), to: second(1) }
    const filter = list === 'users' ? { seenIn: range } : { range }
    expect(await refusal(list, filter)).toMatchObject({ reason: 'INVALID_RANGE', field: 'range' })
  })

  test.each([0, 6])('by conversations when minSatisfaction is %i', async minSatisfaction => {
    expect(await refusal('conversations', { minSatisfaction })).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_SATISFACTION',
      field: 'filter.minSatisfaction',
    })
  })

  test('by users for a search longer than any id or name', async () => {
    expect(await refusal('users', { search: 'x'.repeat(256) })).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'TOO_LONG',
      field: 'filter.search',
    })
  })
})

describe('a page of 50 costs as many statements as a page of 2', () => {
  const metrics = 'messageCount totalTokens costUsd avgResponseTimeMs'
  test.each([
    // The page and its users.
    ['events', 'nodes { userId }', { postgres: 2, clickhouse: 0 }],
    ['userActivities', 'nodes { userId }', { postgres: 2, clickhouse: 0 }],
    // The same, and the total count.
    ['messages', 'totalCount nodes { userId }', { postgres: 3, clickhouse: 0 }],
    // The end of the log, and the page.
    ['conversations', 'nodes { status durationSeconds }', { postgres: 2, clickhouse: 0 }],
    // The same, and the users.
    ['conversations', `nodes { userId ${metrics} }`, { postgres: 3, clickhouse: 1 }],
    // The end of the log, the page, two lists of users, one with a count, and the users.
    [
      'users',
      'nodes { userId activities(first: 3) { nodes { type } } events(first: 3) { totalCount nodes { userId } } }',
      { postgres: 6, clickhouse: 0 },
    ],
    // The end of the log, the page, and a list of users.
    [
      'users',
      `nodes { userId conversations(first: 3) { nodes { ${metrics} } } }`,
      { postgres: 3, clickhouse: 1 },
    ],
  ])('%s { %s }', async (list, selection, expected) => {
    const { answer } = story(app, 'many')
    const query = `query ($first: Int!) { ${list}(first: $first) { ${selection} } }`
    await answer('{ summary { totalEvents } }')
    expect(await countStatements(app, () => answer(query, { first: 2 }))).toEqual(expected)
    expect(await countStatements(app, () => answer(query, { first: 50 }))).toEqual(expected)
  })
})

test('pages beyond the limit of complexity are refused before any SQL runs', async () => {
  const properties = 'events(first: 100) { nodes { properties } }'
  const query = `{ users(first: 100) { nodes { a: ${properties} b: ${properties} } } }`
  const project = story(app, 'many')
  expect(await countStatements(app, () => project.refusal(query))).toEqual({ postgres: 0, clickhouse: 0 })
})
