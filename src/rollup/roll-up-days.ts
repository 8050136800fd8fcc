import { type ClientBase } from 'pg'
import { measureDays } from '../analytics/query/measure/days.ts'
import { createMeasureRows, type Values } from '../analytics/query/measure/measure-rows.ts'
import { type Query } from '../analytics/query/query.ts'
import { type ClickHouse } from '../clickhouse/client.ts'
import { snakeCase } from '../entities/column.ts'
import { metrics } from '../metrics-catalogue/catalogue.ts'
import { transaction } from '../postgres/transaction.ts'
import { WeekStart } from '../schema/date-range-input.ts'
import { dayMetrics } from '../schema/overview/daily-stats.ts'
import { lockDueDays } from './due-days.ts'
import { type ProjectDay } from './stale-days.ts'

/** Late events arrive one by one, so a day is rolled up at most once a minute. In between questions compute the day. */
const waiting = {
  table: 'daily_stats',
  isDue: `is_stale and not is_kept and ends_at <= now() and (rolled_up_at is null or rolled_up_at < now() - interval '1 minute')`,
  longestWaiting: 'rolled_up_at nulls first, ends_at',
  columns: 'project, time_zone as "timeZone", day::text as date, starts_at as "from", ends_at as "to"',
} as const

/**
 * Rolls up at most `mostDays` stale days of one project that have ended. Their rows are locked until the end: a
 * transaction that marks one of these days waits, and its mark stays.
 * @returns whether there was such a day
 */
export function rollUpDays(client: ClientBase, clickhouse: ClickHouse, mostDays: number): Promise<boolean> {
  return transaction(client, async () => {
    const days = await lockDueDays<ProjectDay>(client, waiting, mostDays)
    if (!days.length) return false
    const measured = await measureDays(queryFor(days[0]!, clickhouse), 'rollUp', days, [...dayMetrics])
    await storeValues(client, days[0]!.project, measured)
    return true
  })
}

/** The same query context as that of a question, so that the roll-up and the question compute the same numbers. */
function queryFor({ project, timeZone }: ProjectDay, clickhouse: ClickHouse): Query {
  const now = new Date()
  const run: Query['run'] = (name, question) => clickhouse.inspect(name, question)
  return {
    project,
    calendar: { timeZone, weekStart: WeekStart.MONDAY },
    asOf: now,
    watermark: now,
    run,
    measureRows: createMeasureRows(run),
  }
}

async function storeValues(
  client: ClientBase,
  project: string,
  measured: Map<string, Values>,
): Promise<void> {
  const rows = [...measured].map(([day, values]) => ({ day, ...values }))
  await client.query(
    `update daily_stats
     set ${columns.map(({ name, metric }) => `${name} = measured."${metric}"`).join(', ')},
       is_stale = false, rolled_up_at = now(), rolled_up_batch = (select batch from projection)
     from jsonb_to_recordset($2) as measured (day date, ${columns.map(({ metric, type }) => `"${metric}" ${type}`).join(', ')})
     where daily_stats.project = $1 and daily_stats.day = measured.day`,
    [project, JSON.stringify(rows)],
  )
}

/** The column of each metric that a day keeps: `activeUsers` is `active_users`. */
const columns = dayMetrics.map(metric => ({
  metric,
  name: snakeCase(metric),
  type: metrics[metric].unit === 'USD' ? 'numeric' : 'bigint',
}))
