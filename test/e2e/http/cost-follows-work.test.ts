import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { load } from '../../../bench/load.ts'
import { loadedRange } from '../../../bench/loaded-range.ts'
import { questions } from '../../../bench/questions/question-list.ts'
import { rankCorrelation } from '../../../bench/rank-correlation.ts'
import { sql } from '../../../src/clickhouse/sql.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

const events = 50_000

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ MAX_COMPLEXITY: '1000000' })
  await load({ databaseUrl: app.env.databaseUrl! }, events, () => undefined)
  // A day that was computed between two chunks of the load would be computed again only after a minute.
  await app.services.database.pool.query(
    'update daily_stats set rolled_up_at = null; update precomputed_days set precomputed_at = null',
  )
  await vi.waitUntil(async () => (await daysToCompute()) === '0', { timeout: 60_000, interval: 250 })
}, 180_000)
afterAll(() => app.close())

/** Days that the roll-up still reads events for. */
async function daysToCompute(): Promise<string> {
  const { rows } = await app.services.database.pool.query<{ days: string }>(
    `select count(*) as days from daily_stats left join precomputed_days using (project, day)
     where daily_stats.ends_at <= now() and (daily_stats.is_stale or precomputed_days.is_stale)`,
  )
  return rows[0]!.days
}

/** The cost of a question, and the number of rows that ClickHouse reads for it. */
interface Weighed {
  name: string
  cost: number
  rows: number
}

/** The number of rows that ClickHouse has read since its start. */
async function rowsRead(): Promise<number> {
  const [counted] = await app.services.clickhouse.query<{ value: number }>(
    'rows read',
    sql`select value from system.events where event = 'SelectedRows'`,
  )
  return counted!.value
}

async function costOf(query: string, variables: object): Promise<number> {
  const response = await fetch(app.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${app.token('admin')}` },
    body: JSON.stringify({ query, variables }),
  })
  const answer = (await response.json()) as { extensions: { cost: number }; errors?: object[] }
  expect(answer.errors, query).toBeUndefined()
  return answer.extensions.cost
}

/** Asks the question. Its rows may include some that the roll-up reads at the same time. */
async function weighedOnce(name: string, query: string, range: object): Promise<Weighed> {
  const before = await rowsRead()
  const cost = await costOf(query, { range })
  return { name, cost, rows: (await rowsRead()) - before }
}

/** Asks the question twice and takes the smaller count, which the roll-up has no part in. */
async function weighed(name: string, query: string, range: object): Promise<Weighed> {
  const found = [await weighedOnce(name, query, range), await weighedOnce(name, query, range)]
  return found.reduce((a, b) => (a.rows <= b.rows ? a : b))
}

const last = (count: number) => ({ last: { count, unit: 'DAY' } })

test('questions rank alike by cost and by rows read', async () => {
  const all: Weighed[] = []
  for (const [name, { query }] of Object.entries(questions)) {
    const ranges = query.includes('$range') ? [last(7), last(30), loadedRange(new Date())] : [last(30)]
    for (const range of ranges) all.push(await weighedOnce(name, query, range))
  }
  const correlation = (of: Weighed[]) =>
    rankCorrelation(
      of.map(({ cost }) => cost),
      of.map(({ rows }) => rows),
    )
  expect(correlation(all)).toBeGreaterThan(0.8)
  const ofEvents = all.filter(({ rows }) => rows > 1_000)
  expect(ofEvents.length).toBeGreaterThan(60)
  expect(correlation(ofEvents)).toBeGreaterThan(0.8)
}, 300_000)

/** The same question with more and more of one thing. */
test.each<[string, string[]]>([
  [
    'days',
    [7, 30, 90].map(
      count => `stats(range: { last: { count: ${count}, unit: DAY } }) { conversations sessions }`,
    ),
  ],
  [
    'sources',
    [
      'events',
      'events conversations',
      'events conversations sessions newUsers',
      'events conversations sessions newUsers totalUsers buckets { sessions conversations }',
    ].map(fields => `stats(range: { last: { count: 90, unit: DAY } }) { ${fields} }`),
  ],
  [
    'sources of numbers of the users of a page',
    ['messages', 'messages sessions', 'messages sessions lastActiveAt'].map(
      numbers => `users(first: 50) { nodes { analytics { ${numbers} } } }`,
    ),
  ],
  [
    'users of segments',
    [
      '',
      'segment: { behavior: { did: { event: "docs", withinDays: 90 } } }',
      'segment: { metric: { metric: TOTAL_SESSIONS, operator: GREATER_THAN, value: 1 } }',
    ].map(segment => `messageStats(range: { last: { count: 90, unit: DAY } } ${segment}) { messages }`),
  ],
  [
    'history for the first activity of conversations',
    ['{}', '{ unit: CONVERSATION }'].map(input => `cohorts(input: ${input}) { size }`),
  ],
  [
    'ranges to compare with',
    ['', 'compare: { period: PREVIOUS_PERIOD }'].map(
      compare =>
        `stats(range: { last: { count: 40, unit: DAY } } ${compare}) { conversations previous { conversations } }`,
    ),
  ],
  [
    'parts',
    [
      'totalUsers',
      'totalUsers trend { totalUsers }',
      'totalUsers trend { totalUsers } steps { converted(first: 1) { nodes { userId } } }',
    ].map(
      parts =>
        `funnel(input: { steps: [{ event: "docs" }, { event: "fix" }], range: { last: { count: 90, unit: DAY } } }) { ${parts} }`,
    ),
  ],
])('more %s cost more and read more rows', async (_, fields) => {
  const found: Weighed[] = []
  for (const field of fields) found.push(await weighed(field, `{ ${field} }`, {}))
  for (const [i, { cost, rows }] of found.entries()) {
    if (i === 0) continue
    expect(cost).toBeGreaterThan(found[i - 1]!.cost)
    expect(rows).toBeGreaterThan(found[i - 1]!.rows)
  }
})
