import { badInput } from '../../errors.ts'
import { CalendarUnit, type DateRangeInput } from '../../schema/date-range-input.ts'
import { type DailyStats, dayMetrics } from '../../schema/overview/daily-stats.ts'
import { type QuestionArgs } from '../../schema/question-args.ts'
import { type Day, daysIn, partIn } from '../query/measure/days.ts'
import { measure, measureOverTime } from '../query/measure/measure.ts'
import { type Values } from '../query/measure/measure-rows.ts'
import { readOrMeasureDays } from '../query/measure/rolled-up-days.ts'
import { emptyValue } from '../query/measure/select-metrics.ts'
import { isComplete } from '../query/meta.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { defaultRange, type Range, toRange } from '../query/range.ts'
import { resolveQuery } from '../query/resolve-query.ts'

type DailyStatsInput = QuestionArgs & { days?: number | null }

/** A question about days whose range is resolved. `fields` are the metrics to compute. */
interface DaysQuestion {
  query: Query
  range: Range
  days: Day[]
  fields: Set<string>
}

/**
 * One row for each calendar day, oldest first; days without events have zeros. Rolled-up days are read from PostgreSQL.
 * The running day, days changed by late events and parts of days are measured in ClickHouse, and all days if the time
 * zone is not the project's, or with a filter or a segment. Only the given fields are computed.
 * @throws INVALID_DAYS outside 1 to 365, INVALID_RANGE, TOO_MANY_BUCKETS
 */
export async function dailyStats(
  scope: QueryScope,
  input: DailyStatsInput,
  fields: Set<string>,
): Promise<Partial<DailyStats>[]> {
  const rangeInput = rangeOf(input)
  const query = await resolveQuery(scope, input)
  const range = toRange(rangeInput, query.calendar, query.asOf)
  const days = daysIn(range, query.calendar)
  const question = { query, range, days, fields }
  const values =
    input.filter || query.members
      ? await measureLive(question, input.filter)
      : await readRolledUp(scope, question)
  // No metric of a day is null.
  const numbers = values.map(of => ({ ...emptyDay, ...of })) as Partial<DailyStats>[]
  return days.map(({ date, to }, i) => ({ ...numbers[i], date, isComplete: isComplete(query, to) }))
}

/** Roll-ups cannot answer a filter or a segment. No filter changes `totalUsers`. */
function measureLive(
  { query, range, days, fields }: DaysQuestion,
  filter: DailyStatsInput['filter'],
): Promise<Values[]> {
  const metrics = [...dayMetrics, 'totalUsers' as const].filter(metric => fields.has(metric))
  const edges = [...days.map(({ from }) => from), days.at(-1)!.to]
  return measureOverTime(query, 'dailyStats', { range, filter }, metrics, edges)
}

async function readRolledUp(
  scope: QueryScope,
  { query, range, days, fields }: DaysQuestion,
): Promise<Values[]> {
  const parts = days.map(day => partIn(range, day))
  const { values, usersBefore } = await readOrMeasureDays(
    scope,
    query,
    'dailyStats',
    parts,
    metricsFor(fields),
  )
  if (!fields.has('totalUsers')) return values
  return withTotalUsers(values, usersBefore ?? (await countUsersBefore(query, range.from)))
}

const mostDays = 365

function rangeOf({ days, range }: DailyStatsInput): DateRangeInput {
  if (days == null) return range ?? defaultRange
  if (range != null) throw badInput('INVALID_RANGE', 'range', 'Set days or range, not both.')
  if (days < 1 || days > mostDays) throw badInput('INVALID_DAYS', 'days', `days must be 1 to ${mostDays}.`)
  return { last: { count: days, unit: CalendarUnit.DAY } }
}

/** The metrics to read: `totalUsers` of a day is computed from `newUsers`. */
const metricsFor = (fields: Set<string>) =>
  dayMetrics.filter(metric => fields.has(metric) || (metric === 'newUsers' && fields.has('totalUsers')))

async function countUsersBefore(query: Query, instant: Date): Promise<number> {
  const range = { from: new Date(0), to: instant }
  const { totalUsers } = await measure(query, 'dailyStats: users before', { range }, ['totalUsers'])
  return Number(totalUsers)
}

const emptyDay = Object.fromEntries(dayMetrics.map(metric => [metric, emptyValue(metric)]))

function withTotalUsers(days: Values[], usersBefore: number): Values[] {
  let totalUsers = usersBefore
  return days.map(values => {
    totalUsers += Number(values.newUsers ?? 0)
    return { ...values, totalUsers }
  })
}
