import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeCursor } from '../../../src/lists/cursor.ts'
import { countStatements } from '../../support/count-statements.ts'
import { walk } from '../../support/graphql/walk.ts'
import { second } from '../../support/moments.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ STORE_IP: 'true', MAX_COMPLEXITY: '20000' })
})
afterAll(() => app.close())

/** Each list of the project `many` has at least 60 rows: users with an activity, a conversation, two messages and calls. */
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
      { aiCall: { eventId: `i ${i}`, ...common, model: 'm' } },
      { apiCall: { eventId: `h ${i}`, ...common, endpoint: '/', method: 'GET', statusCode: 200 } },
      { systemMetric: { eventId: `v ${i}`, timestamp, name: 'cpu', value: i } },
    ]
  })
  await eventsHappened(app, 'many', events)
})

const lists = {
  events: 'eventId',
  userActivities: 'eventId',
  messages: 'eventId',
  aiCalls: 'eventId',
  apiCalls: 'eventId',
  systemMetricValues: 'eventId',
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
    expect(totalCount).toBe({ events: 420, messages: 120 }[list] ?? 60)
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

  test.each([0, 1_001, -1])('is refused with first: %i', async first => {
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
    expect(await refusal(list, { [name]: 'LOUD' })).toMatchObject({ code: 'BAD_USER_INPUT' })
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
  const metrics = 'messageCount totalTokens costUsd averageResponseTimeMs'
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
    // The end of the log, the page, the time zone; events and sessions.
    ['users', 'nodes { userId analytics { messages costUsd sessions } }', { postgres: 3, clickhouse: 2 }],
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
