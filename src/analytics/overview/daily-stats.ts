import { badInput } from '../../errors.ts'
import { CalendarUnit, type DateRangeInput } from '../../schema/date-range-input.ts'
import { type FilterInput } from '../../schema/filter-input.ts'
import { type DailyStats, dayMetrics } from '../../schema/overview/daily-stats.ts'
import { type QuestionArgs } from '../../schema/question-args.ts'
import { ask, isComplete } from '../query/ask.ts'
import { type Asked } from '../query/asked.ts'
import { type Asker } from '../query/asker.ts'
import { type Day, daysIn, partIn } from '../query/measure/days.ts'
import { keptOrMeasured } from '../query/measure/kept-days.ts'
import { measure, measureOverTime } from '../query/measure/measure.ts'
import { type Values } from '../query/measure/measure-rows.ts'
import { emptyValue } from '../query/measure/select-metrics.ts'
import { defaultRange, type Range, toRange } from '../query/range.ts'

type DailyStatsInput = QuestionArgs & { days?: number | null }

/**
 * One row a calendar day, oldest first; days without facts are there with zeros. Days that are rolled up are read from
 * PostgreSQL. Measured live are the running day, days that late facts have changed, parts of days, and all of them in
 * another zone than the project's, under a filter or for a segment. Only the fields named are computed.
 * @throws INVALID_DAYS outside 1 to 365, INVALID_RANGE, TOO_MANY_BUCKETS
 */
export async function dailyStats(
  asker: Asker,
  input: DailyStatsInput,
  fields: Set<string>,
): Promise<Partial<DailyStats>[]> {
  const rangeInput = rangeOf(input)
  const asked = await ask(asker, input)
  const range = toRange(rangeInput, asked.calendar, asked.asOf)
  const days = daysIn(range, asked.calendar)
  const totals =
    input.filter || asked.members
      ? await passing(asked, range, days, input.filter, fields)
      : await together(asker, asked, range, days, fields)
  // None of the metrics of a day is null.
  const numbers = totals.map(values => ({ ...nothing, ...values })) as Partial<DailyStats>[]
  return days.map(({ date, to }, i) => ({ ...numbers[i], date, isComplete: isComplete(asked, to) }))
}

/** Under a filter or for a segment nothing is kept. Users who are known are known whether they pass it or not. */
function passing(
  asked: Asked,
  range: Range,
  days: Day[],
  filter: FilterInput | null | undefined,
  fields: Set<string>,
): Promise<Values[]> {
  const metrics = [...dayMetrics, 'totalUsers' as const].filter(metric => fields.has(metric))
  const edges = [...days.map(({ from }) => from), days.at(-1)!.to]
  return measureOverTime(asked, 'dailyStats', { range, filter }, metrics, edges)
}

async function together(
  asker: Asker,
  asked: Asked,
  range: Range,
  days: Day[],
  fields: Set<string>,
): Promise<Values[]> {
  const parts = days.map(day => partIn(range, day))
  const kept = await keptOrMeasured(asker, asked, 'dailyStats', parts, metricsFor(fields))
  const usersBefore = fields.has('totalUsers')
    ? (kept.usersBefore ?? (await countUsersBefore(asked, range.from)))
    : 0
  return withTotalUsers(kept.values, usersBefore)
}

const mostDays = 365

function rangeOf({ days, range }: DailyStatsInput): DateRangeInput {
  if (days == null) return range ?? defaultRange
  if (range != null) throw badInput('INVALID_RANGE', 'range', 'Give days or range, not both.')
  if (days < 1 || days > mostDays) throw badInput('INVALID_DAYS', 'days', `days must be 1 to ${mostDays}.`)
  return { last: { count: days, unit: CalendarUnit.DAY } }
}

/** The total of users grows by those who are new. */
const metricsFor = (fields: Set<string>) =>
  dayMetrics.filter(metric => fields.has(metric) || (metric === 'newUsers' && fields.has('totalUsers')))

async function countUsersBefore(asked: Asked, instant: Date): Promise<number> {
  const range = { from: new Date(0), to: instant }
  const { totalUsers } = await measure(asked, 'dailyStats: users before', { range }, ['totalUsers'])
  return Number(totalUsers)
}

const nothing = Object.fromEntries(dayMetrics.map(metric => [metric, emptyValue(metric)]))

function withTotalUsers(days: Values[], usersBefore: number): Values[] {
  let totalUsers = usersBefore
  return days.map(values => {
    totalUsers += Number(values.newUsers ?? 0)
    return { ...values, totalUsers }
  })
}
