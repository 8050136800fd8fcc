import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
let largest: Story

beforeAll(async () => {
  // This test is about the engines, so the limits of cost are off.
  app = await startTestApp({ MAX_COMPLEXITY: '1000000' })
  largest = story(app, 'largest')
  const days = Array.from({ length: 40 }, (_, i) => new Date(Date.now() - i * 86_400_000).toISOString())
  await largest.happened(
    days.flatMap((timestamp, i) =>
      ['ann', 'bob'].map(userId => ({
        name: 'seen',
        userId,
        timestamp,
        properties: { plan: `plan ${i}`, amount: i },
      })),
    ),
  )
})
afterAll(() => app.close())

const most = { conditions: 100, values: 100, text: 500, bytes: 1_048_576 }

/** As many conditions and values as allowed, with texts that fill the largest body. */
function filter(operator: string, subject: object, text: string, bytes = most.bytes): object {
  const room = Math.floor((bytes * 0.95) / (most.conditions * most.values) - 3)
  const value = (i: number) => `${i}${text.repeat(room)}`.slice(0, Math.floor(room / Buffer.byteLength(text)))
  const values = Array.from({ length: most.values }, (_, i) => value(i))
  return { or: Array.from({ length: most.conditions }, () => ({ ...subject, operator, values })) }
}

/** The codes of a question's errors; none of them may be a bug. */
async function outcome(query: string, variables: object) {
  const { status, errors } = await largest.ask(query, variables)
  return [status, ...errors.map(({ extensions }) => extensions.reason ?? extensions.code)]
}

describe('as many values as a body may hold', () => {
  const subjects = {
    dimension: { dimension: 'EVENT' },
    property: { property: 'plan' },
    trait: { trait: 'plan' },
  }
  const operators = ['IS', 'IS_NOT', 'CONTAINS', 'NOT_CONTAINS']
  const all = Object.entries(subjects).flatMap(([what, subject]) =>
    operators.map(operator => [operator, what, subject] as const),
  )

  test.each(all)('%s of a %s', async (operator, _, subject) => {
    const summary = 'query ($f: FilterInput) { summary(filter: $f) { totalEvents } }'
    expect(await outcome(summary, { f: filter(operator, subject, 'é') })).toEqual([200])
  })

  test('in questions that read events several times', async () => {
    const f = filter('IS_NOT', { property: 'plan' }, 'x')
    for (const [query, variables] of [
      [
        'query ($i: FunnelInput!) { funnel(input: $i) { completionRate } }',
        { i: { steps: [{ event: 'seen' }, { event: 'seen' }], filter: f } },
      ],
      ['query ($i: CohortsInput!) { cohorts(input: $i) { size } }', { i: { filter: f } }],
      ['query ($i: LifecycleInput!) { lifecycle(input: $i) { buckets { newUsers } } }', { i: { filter: f } }],
      [
        'query ($i: PathsInput!) { paths(input: $i) { occurrences } }',
        { i: { anchor: { event: 'seen' }, filter: f } },
      ],
      ['query ($f: FilterInput) { topUsers(filter: $f) { users { events } } }', { f }],
    ] as const)
      expect([query, await outcome(query, variables)]).toEqual([query, [200]])
  })

  test('values of the maximum length, and one more of each is refused', async () => {
    const summary = 'query ($f: FilterInput) { summary(filter: $f) { totalEvents } }'
    const values = (count: number, length: number) => ({
      property: 'plan',
      values: Array.from({ length: count }, () => 'x'.repeat(length)),
    })
    const conditions = (count: number) => ({ and: Array.from({ length: count }, () => values(1, 1)) })
    for (const f of [values(100, 500), conditions(100)]) expect(await outcome(summary, { f })).toEqual([200])
    for (const f of [values(101, 1), values(1, 501), conditions(101)])
      expect(await outcome(summary, { f })).toEqual([200, 'INVALID_FILTER'])
  })

  test('steps of a funnel, each with its own filter', async () => {
    const steps = Array.from({ length: 20 }, () => ({
      event: 'seen',
      filter: filter('IS_NOT', { property: 'plan' }, 'x', most.bytes / 20),
    }))
    const query = 'query ($i: FunnelInput!) { funnel(input: $i) { completionRate } }'
    expect(await outcome(query, { i: { steps } })).toEqual([200])
  })

  test('more conditions than ClickHouse takes are refused', async () => {
    const conditions = Array.from({ length: 100 }, () => ({ property: 'p', values: ['x'] }))
    const anyOf = Array.from({ length: 10 }, () => ({ event: 'seen', filter: { or: conditions } }))
    const steps = Array.from({ length: 20 }, () => ({ anyOf }))
    const query = 'query ($i: FunnelInput!) { funnel(input: $i) { completionRate } }'
    expect(await outcome(query, { i: { steps } })).toEqual([200, 'QUERY_TOO_LARGE'])
  })
})

describe('the largest cohorts', () => {
  const query = `query ($i: CohortsInput!) {
    cohorts(input: $i) {
      size
      rows { start size cells { users rate value } }
      groups { value size rows { size cells { users rate value } } }
      average { rate }
    }
  }`
  const days = (count: number) => ({ last: { count, unit: 'DAY' } })
  const value = { measure: 'SUM', property: 'amount' }
  const breakdown = { property: 'plan', first: 25 }

  test.each<[string, object]>([
    [
      '100 brackets, 1,000 intervals wide',
      { brackets: Array.from({ length: 100 }, () => 10), range: days(400) },
    ],
    ['100 brackets, the last of them wide', { brackets: [...Array(99).fill(1), 901], range: days(400) }],
    ['366 columns of a day', { periods: 366, range: days(136) }],
    [
      'brackets in 26 groups',
      { brackets: Array.from({ length: 100 }, () => 10), range: days(19), breakdown },
    ],
    ['366 columns in 26 groups', { periods: 366, range: days(5), breakdown, entry: 'FIRST_IN_RANGE' }],
    [
      'a thousand occurrences',
      { periods: 366, range: days(136), minimumOccurrences: 1_000, criterion: 'ON_OR_AFTER' },
    ],
    ['columns of 24 hours', { periods: 366, range: days(136), buckets: 'ROLLING' }],
  ])('%s', async (_, input) => {
    const i = { interval: 'DAY', value, ...input }
    expect(await outcome(query, { i })).toEqual([200])
  })

  test.each<[string, object, string]>([
    ['101 brackets', { brackets: Array.from({ length: 101 }, () => 1) }, 'INVALID_BRACKETS'],
    ['1,001 intervals', { brackets: [1_000, 1] }, 'INVALID_BRACKETS'],
    [
      'brackets whose sum is too large for 32 bits',
      { brackets: [2_147_483_647, 2_147_483_647] },
      'INVALID_BRACKETS',
    ],
    ['367 columns', { periods: 367 }, 'INVALID_PERIODS'],
    ['one cell too many', { periods: 366, range: days(137) }, 'TOO_MANY_CELLS'],
    ['an hour of ten years', { interval: 'HOUR', periods: 366, range: days(3_650) }, 'TOO_MANY_BUCKETS'],
  ])('%s are too many', async (_, input, reason) => {
    expect(await outcome(query, { i: { interval: 'DAY', ...input } })).toEqual([200, reason])
  })
})
