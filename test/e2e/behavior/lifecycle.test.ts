import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { walk } from '../../support/graphql/walk.ts'
import { daysAgo, middayZone } from '../../support/midday-zone.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import {
  type FilterOperator,
  LifecycleDocument,
  type LifecycleInput,
  type LifecycleState,
  LifecycleUsersDocument,
  StickinessDocument,
  type StickinessInput,
  StickinessUsersDocument,
} from '../operations/operations.ts'

const event = (userId: string | null, day: number, name = 'open', more: object = {}) => ({
  event: { userId, name, timestamp: `2024-03-0${day}T12:00:00Z`, ...more },
})

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await eventsHappened(app, 'spring', [
    event('ann', 1),
    event('ann', 2),
    event('ann', 2, 'buy'),
    event('ann', 4, 'buy', { channel: 'web' }),
    event('bob', 2),
    event('bob', 3, 'buy'),
    event('cem', 4),
    event(null, 3, 'buy'),
    { systemMetric: { userId: 'dee', name: 'load', value: 1, timestamp: '2024-03-03T12:00:00Z' } },
  ])
})
afterAll(() => app.close())

const range = { between: { from: '2024-03-01T00:00:00Z', to: '2024-03-05T00:00:00Z' } }
const buckets = async (input: LifecycleInput, project = 'spring') =>
  (await story(app, project).answer(LifecycleDocument, { input })).lifecycle.buckets.map(
    ({ activeUsers, newUsers, returning, resurrecting, dormant }) => [
      activeUsers,
      newUsers,
      returning,
      resurrecting,
      dormant,
    ],
  )
const usersIn = async (
  state: LifecycleState,
  at: string | undefined,
  input: LifecycleInput = { range },
  project = 'spring',
) => {
  const { users } = (await story(app, project).answer(LifecycleUsersDocument, { input, state, at })).lifecycle
  return { users: users.nodes.map(({ userId }) => userId), totalCount: users.totalCount }
}

describe('the lifecycle', () => {
  test('counts users who are new, stayed, came back and stayed away, and lists them', async () => {
    // The first day: ann, new. Then ann stays and bob is new; bob stays and ann is away; ann is back and cem is new.
    expect(await buckets({ range })).toEqual([
      [1, 1, 0, 0, 0],
      [2, 1, 1, 0, 0],
      [1, 0, 1, 0, 1],
      [2, 1, 0, 1, 1],
    ])
    const noon = '2024-03-04T12:00:00Z'
    expect(await usersIn('ACTIVE', noon)).toEqual({ users: ['cem', 'ann'], totalCount: 2 })
    expect(await usersIn('NEW', noon)).toEqual({ users: ['cem'], totalCount: 1 })
    expect(await usersIn('RESURRECTING', noon)).toEqual({ users: ['ann'], totalCount: 1 })
    expect(await usersIn('DORMANT', noon)).toEqual({ users: ['bob'], totalCount: 1 })
    expect(await usersIn('RETURNING', noon)).toEqual({ users: [], totalCount: 0 })
    expect(await usersIn('RETURNING', '2024-03-03T00:00:00Z')).toEqual({ users: ['bob'], totalCount: 1 })
  })

  test('lists the users of the last bucket by default, or of another one, page by page', async () => {
    expect(await usersIn('DORMANT', undefined)).toEqual(await usersIn('DORMANT', '2024-03-04T23:59:59.999Z'))
    const pages = await walk(async after => {
      const variables = { input: { range }, state: 'ACTIVE' as const, first: 1, after }
      return (await story(app, 'spring').answer(LifecycleUsersDocument, variables)).lifecycle.users
    })
    expect(pages).toEqual([[{ userId: 'cem' }], [{ userId: 'ann' }]])
  })

  test('of a target covers users who do it; new users were never seen before, or never did it', async () => {
    const input = { range, target: { event: 'buy' } }
    // ann bought on the 2nd, a day after her first event; bob on the 3rd, a day after his.
    expect(await buckets(input)).toEqual([
      [0, 0, 0, 0, 0],
      [1, 0, 0, 1, 0],
      [1, 0, 0, 1, 1],
      [1, 0, 0, 1, 1],
    ])
    expect(await buckets({ ...input, newBy: 'FIRST_TARGET' })).toEqual([
      [0, 0, 0, 0, 0],
      [1, 1, 0, 0, 0],
      [1, 1, 0, 0, 1],
      [1, 0, 0, 1, 1],
    ])
    const onWeb = { event: 'buy', filter: { dimension: 'CHANNEL' as const, values: ['web'] } }
    expect(await buckets({ range, target: onWeb, newBy: 'FIRST_TARGET' })).toEqual([
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
      [1, 1, 0, 0, 0],
    ])
    expect(await usersIn('NEW', undefined, { ...input, newBy: 'FIRST_TARGET' })).toMatchObject({ users: [] })
  })

  test('gives the same answer for a filter of the question and a filter of the target', async () => {
    const filter = { dimension: 'CHANNEL' as const, values: ['web'] }
    expect(await buckets({ range, filter })).toEqual(await buckets({ range, target: { filter } }))
  })

  test('stops with the running bucket, which is incomplete', async () => {
    const { timeZone } = middayZone()
    const happened = (userId: string, days: number) => ({
      event: { userId, name: 'open', timestamp: daysAgo(days).toISOString() },
    })
    await eventsHappened(app, 'running', [happened('ann', 1), happened('bob', 0)])
    const input = {
      range: { between: { from: daysAgo(1.02).toISOString(), to: daysAgo(-5).toISOString() } },
      timeZone,
    }
    const { lifecycle } = await story(app, 'running').answer<{ lifecycle: object }>(
      'query ($input: LifecycleInput!) { lifecycle(input: $input) { buckets { isComplete dormant } meta { isComplete } } }',
      { input },
    )
    expect(lifecycle).toEqual({
      buckets: [
        { isComplete: true, dormant: 0 },
        { isComplete: false, dormant: 1 },
      ],
      meta: { isComplete: false },
    })
    expect(await usersIn('DORMANT', undefined, input, 'running')).toMatchObject({ users: ['ann'] })
  })

  test.each([
    ['an instant before the buckets', 'at: "2024-02-29T23:59:59Z", state: NEW', 'INVALID_BUCKET', 'at'],
    ['an instant after them', 'at: "2024-03-05T00:00:00Z", state: NEW', 'INVALID_BUCKET', 'at'],
    ['a page of 0', 'first: 0, state: NEW', 'INVALID_PAGE_SIZE', 'first'],
    ['a forged cursor', 'after: "MTAw", state: NEW', 'INVALID_CURSOR', 'after'],
  ])('refuses to list users for %s', async (_, args, reason, field) => {
    const refusal = await story(app, 'spring').refusal(
      `{ lifecycle(input: { range: { between: { from: "${range.between.from}", to: "${range.between.to}" } } }) { users(${args}) { totalCount } } }`,
    )
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', reason, field })
  })

  test('has no users to list before the first bucket has started', async () => {
    const future = `range: { from: "${daysAgo(-3).toISOString()}", to: "${daysAgo(-5).toISOString()}" }`
    const ask = (fields: string) => `{ lifecycle(input: { ${future} }) { ${fields} } }`
    expect(await story(app, 'spring').answer(ask('buckets { start }'))).toEqual({
      lifecycle: { buckets: [] },
    })
    const refusal = await story(app, 'spring').refusal(ask('users(state: NEW) { totalCount }'))
    expect(refusal).toMatchObject({ reason: 'INVALID_BUCKET' })
  })
})

describe('stickiness', () => {
  const stickinessOf = async (input: StickinessInput, project = 'spring') =>
    (await story(app, project).answer(StickinessDocument, { input })).stickiness
  const usersOf = async (input: StickinessInput, intervals: number, orMore: boolean) => {
    const variables = { input, intervals, orMore }
    const { users } = (await story(app, 'spring').answer(StickinessUsersDocument, variables)).stickiness
    return { users: users.nodes.map(({ userId }) => userId), totalCount: users.totalCount }
  }

  test('counts users by their number of active days, and lists them', async () => {
    // ann on 3 days, bob on 2, cem on 1.
    expect(await stickinessOf({ range })).toEqual({
      intervals: 4,
      activeUsers: 3,
      averageIntervals: 2,
      rows: [
        { intervals: 1, users: 1, share: 1 / 3, usersAtLeast: 3, shareAtLeast: 1 },
        { intervals: 2, users: 1, share: 1 / 3, usersAtLeast: 2, shareAtLeast: 2 / 3 },
        { intervals: 3, users: 1, share: 1 / 3, usersAtLeast: 1, shareAtLeast: 1 / 3 },
        { intervals: 4, users: 0, share: 0, usersAtLeast: 0, shareAtLeast: 0 },
      ],
    })
    expect(await usersOf({ range }, 2, false)).toEqual({ users: ['bob'], totalCount: 1 })
    expect(await usersOf({ range }, 2, true)).toEqual({ users: ['bob', 'ann'], totalCount: 2 })
    expect(await usersOf({ range }, 4, true)).toEqual({ users: [], totalCount: 0 })
  })

  test('counts weeks, from Monday or Sunday, and months', async () => {
    // March 1 was a Friday: with Monday, ann and bob have one week, and cem another, in which ann is active too.
    const users = async (input: StickinessInput) => (await stickinessOf(input)).rows.map(row => row.users)
    expect(await users({ range, interval: 'WEEK' })).toEqual([2, 1])
    expect(await users({ range, interval: 'WEEK', weekStart: 'SUNDAY' })).toEqual([1, 2])
    expect(await users({ range, interval: 'MONTH' })).toEqual([3])
  })

  test('of a target counts the days on which users did it', async () => {
    const input = { range, target: { event: 'buy' } }
    expect(await stickinessOf(input)).toMatchObject({ activeUsers: 2, averageIntervals: 1.5 })
    expect(await usersOf(input, 2, false)).toEqual({ users: ['ann'], totalCount: 1 })
  })

  test('may take a number of events to make a day active: at least, at most or exactly so many', async () => {
    // The events of each day: ann 1, 2, 0, 1; bob 0, 1, 1, 0; cem 0, 0, 0, 1.
    const usersWith = async (operator: FilterOperator, count: number) =>
      (await stickinessOf({ range, occurrences: { operator, count } })).rows.map(({ users }) => users)
    expect(await usersWith('GREATER_OR_EQUAL', 1)).toEqual([1, 1, 1, 0])
    expect(await usersWith('GREATER_OR_EQUAL', 2)).toEqual([1, 0, 0, 0])
    expect(await usersWith('LESS_OR_EQUAL', 1)).toEqual([1, 2, 0, 0])
    expect(await usersWith('LESS_OR_EQUAL', 2)).toEqual([1, 1, 1, 0])
    expect(await usersWith('IS', 2)).toEqual([1, 0, 0, 0])
    expect(await usersWith('IS', 1)).toEqual([1, 2, 0, 0])
    expect(await usersWith('IS_NOT', 1)).toEqual([1, 0, 0, 0])
    expect(await usersWith('GREATER_THAN', 2)).toEqual([0, 0, 0, 0])
    const twice = { range, occurrences: { count: 2 } }
    expect(await stickinessOf(twice)).toMatchObject({ activeUsers: 1, averageIntervals: 1 })
    expect(await usersOf(twice, 1, true)).toEqual({ users: ['ann'], totalCount: 1 })
  })

  test.each([
    ['no event', 'count: 0'],
    ['more events than a million', 'count: 1000001'],
    ['a comparison of texts', 'operator: CONTAINS'],
  ])('refuses to count days with %s', async (_, occurrences) => {
    const refusal = await story(app, 'spring').refusal(
      `{ stickiness(input: { occurrences: { ${occurrences} } }) { activeUsers } }`,
    )
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', reason: 'INVALID_OCCURRENCES', field: 'occurrences' })
  })

  test('counts no day that has not started, and no event of one', async () => {
    const { timeZone } = middayZone()
    const happened = (days: number) => ({
      event: { userId: 'ann', name: 'open', timestamp: daysAgo(days).toISOString() },
    })
    await eventsHappened(app, 'habit', [happened(1), happened(0)])
    const until = { between: { from: daysAgo(1.02).toISOString(), to: daysAgo(-5).toISOString() } }
    expect(await stickinessOf({ range: until, timeZone }, 'habit')).toMatchObject({
      intervals: 2,
      rows: [{ users: 0 }, { users: 1 }],
    })
  })

  test('has rows of zeros and no shares without users', async () => {
    expect(
      await stickinessOf({ range: { between: { ...range.between, to: '2024-03-02T00:00:00Z' } } }, 'empty'),
    ).toEqual({
      intervals: 1,
      activeUsers: 0,
      averageIntervals: null,
      rows: [{ intervals: 1, users: 0, share: null, usersAtLeast: 0, shareAtLeast: null }],
    })
  })

  test.each([
    ['no interval', 'intervals: 0'],
    ['more intervals than the range has', 'intervals: 5'],
  ])('refuses to list users of %s', async (_, args) => {
    const refusal = await story(app, 'spring').refusal(
      `{ stickiness(input: { range: { between: { from: "${range.between.from}", to: "${range.between.to}" } } }) { users(${args}) { totalCount } } }`,
    )
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', reason: 'INVALID_INTERVALS', field: 'intervals' })
  })
})

describe.each([
  'lifecycle(input: { %s }) { buckets { start } }',
  'stickiness(input: { %s }) { activeUsers }',
])('%s', question => {
  test.each([
    ['an event without a name', 'target: { event: " " }', 'INVALID_EVENT', 'target'],
    ['a filter without values', 'filter: { dimension: EVENT }', 'INVALID_FILTER', 'filter'],
    [
      'a target whose filter has none',
      'target: { filter: { dimension: EVENT } }',
      'INVALID_FILTER',
      'filter',
    ],
    [
      'a range that ends before it starts',
      'range: { dates: { from: "2024-01-02", to: "2024-01-01" } }',
      'INVALID_RANGE',
      'range',
    ],
    ['a zone that does not exist', 'timeZone: "Mars/Olympus"', 'INVALID_TIME_ZONE', 'timeZone'],
    ['more buckets than 5,000', 'interval: MINUTE', 'TOO_MANY_BUCKETS', 'interval'],
  ])('refuses %s', async (_, args, reason, field) => {
    const refusal = await story(app, 'refused').refusal(`{ ${question.replace('%s', args)} }`)
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', reason, field })
  })
})
