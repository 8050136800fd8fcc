import 'reflect-metadata'
import { expect, test } from 'vitest'
import { messageStats } from '../../../src/analytics/conversations/message-stats.ts'
import { dailyStats } from '../../../src/analytics/overview/daily-stats.ts'
import { platformStats } from '../../../src/analytics/overview/platform-stats.ts'
import { summary } from '../../../src/analytics/overview/summary.ts'
import { aiStats } from '../../../src/analytics/performance/ai-stats.ts'
import { apiUsage } from '../../../src/analytics/performance/api-usage.ts'
import { createMeasureRows } from '../../../src/analytics/query/measure/measure-rows.ts'
import { type Selection } from '../../../src/analytics/query/measure/selection.ts'
import { type QueryScope } from '../../../src/analytics/query/query-scope.ts'
import { compile, type Sql } from '../../../src/clickhouse/sql.ts'
import { CalendarUnit, WeekStart } from '../../../src/schema/date-range-input.ts'
import { Dimension, type FilterInput, FilterOperator } from '../../../src/schema/filter-input.ts'
import { type StatsArgs } from '../../../src/schema/question-args.ts'

const asOf = new Date('2024-03-31T12:00:00Z')

/** Asks a question and returns the SQL of its statements, each after its name. */
async function statementsOf(resolveQuery: (scope: QueryScope) => Promise<unknown>) {
  const statements: string[] = []
  const run = async <Row>(name: string, question: Sql): Promise<Row[]> => {
    statements.push(`${name}:\n${compile(question).query.trim()}`)
    return [{} as Row]
  }
  await resolveQuery({
    project: 'default',
    run,
    measureRows: createMeasureRows(run),
    // No day is rolled up.
    em: { execute: async () => [] },
    caughtUp: async () => ({ generation: 1, batch: '1', watermark: asOf, missing: undefined }),
    timeZone: async () => 'UTC',
    asOf,
  } as unknown as QueryScope)
  return statements.sort()
}

const input = (more: Partial<StatsArgs> = {}): StatsArgs => ({
  range: { last: { count: 90, unit: CalendarUnit.DAY } },
  interval: CalendarUnit.DAY,
  timeZone: 'UTC',
  weekStart: WeekStart.MONDAY,
  ...more,
})

const selected = (...fields: string[]): Selection => Object.fromEntries(fields.map(field => [field, {}]))
const overTime = (...fields: string[]) => ({ ...selected(...fields), buckets: selected(...fields) })

const filter = (dimension: Dimension, ...values: string[]) => ({
  dimension,
  operator: FilterOperator.IS,
  values,
})

test('a summary of 90 days reads days, and counts conversations in the events', async () => {
  const fields = selected('totalEvents', 'activeUsers', 'totalCostUsd', 'errorRate', 'totalConversations')
  expect(await statementsOf(scope => summary(scope, input(), fields))).toMatchSnapshot()
})

test('a summary of everything reads days', async () => {
  const fields = selected('totalEvents', 'activeUsers')
  expect(await statementsOf(scope => summary(scope, input({ range: undefined }), fields))).toMatchSnapshot()
})

test('stats of 90 days in UTC read days, together and daily', async () => {
  expect(
    await statementsOf(scope => platformStats(scope, input(), overTime('activeUsers', 'satisfaction'))),
  ).toMatchSnapshot()
})

test('stats of 90 days in Kathmandu read days and quarters together, quarters daily', async () => {
  const query = input({ timeZone: 'Asia/Kathmandu' })
  expect(
    await statementsOf(scope => platformStats(scope, query, overTime('activeUsers', 'satisfaction'))),
  ).toMatchSnapshot()
})

test('numbers of messages read the totals of messages; percentiles read the events', async () => {
  expect(
    await statementsOf(scope => messageStats(scope, input(), selected('messages', 'tokens', 'p95Ms'))),
  ).toMatchSnapshot()
})

test('a range that cuts quarters reads only the events of these quarters', async () => {
  const range = { between: { from: new Date('2024-01-01T00:01:00Z'), to: new Date('2024-03-01T10:20:00Z') } }
  expect(
    await statementsOf(scope => aiStats(scope, input({ range }), overTime('calls', 'costUsd'))),
  ).toMatchSnapshot()
})

test('numbers of all endpoints read totals, numbers of one endpoint read the events', async () => {
  const query = { ...input(), first: 10 }
  expect(
    await statementsOf(scope => apiUsage(scope, query, selected('calls', 'errorRate'))),
  ).toMatchSnapshot()
  expect(
    await statementsOf(scope =>
      apiUsage(scope, { ...query, endpoint: '/a' }, selected('calls', 'errorRate')),
    ),
  ).toMatchSnapshot()
})

test('daily statistics that are not rolled up read days in UTC, quarters in Kathmandu', async () => {
  const fields = new Set(['events', 'activeUsers'])
  const days = (timeZone: string) => ({ ...input(), range: null, days: 90, timeZone })
  expect(await statementsOf(scope => dailyStats(scope, days('UTC'), fields))).toMatchSnapshot()
  expect(await statementsOf(scope => dailyStats(scope, days('Asia/Kathmandu'), fields))).toMatchSnapshot()
})

test('a filter by kind reads totals; any other filter, and a bucket of a minute, read the events', async () => {
  const resolveQuery = (more: Partial<StatsArgs>) =>
    statementsOf(scope => platformStats(scope, input(more), { buckets: selected('events') }))
  expect(
    await resolveQuery({ filter: { not: filter(Dimension.KIND, 'event') } as FilterInput }),
  ).toMatchSnapshot()
  expect(
    await resolveQuery({
      filter: { and: [filter(Dimension.KIND, 'event'), filter(Dimension.EVENT, 'open')] } as FilterInput,
    }),
  ).toMatchSnapshot()
  expect(
    await resolveQuery({
      interval: CalendarUnit.MINUTE,
      range: { last: { count: 1, unit: CalendarUnit.DAY } },
    }),
  ).toMatchSnapshot()
})
