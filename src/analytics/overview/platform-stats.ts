import { type Metric } from '../../metrics-catalogue/catalogue.ts'
import { CalendarUnit } from '../../schema/date-range-input.ts'
import { type DayMetric, dayMetrics } from '../../schema/overview/daily-stats.ts'
import { platformFields } from '../../schema/overview/platform-stats.ts'
import { type StatsArgs } from '../../schema/question-args.ts'
import { daysIn, partIn } from '../query/measure/days.ts'
import { type Values } from '../query/measure/measure-rows.ts'
import { readOrMeasureDays } from '../query/measure/rolled-up-days.ts'
import { emptyValue } from '../query/measure/select-metrics.ts'
import { type Selection } from '../query/measure/selection.ts'
import { fieldsIn, metricsOf, rangesOf, stats, toBuckets } from '../query/measure/stats.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { type Range } from '../query/range.ts'
import { resolveQuery } from '../query/resolve-query.ts'

const metricGroup = { name: 'stats', fields: platformFields }

/**
 * The numbers of the whole platform over a range, together and over time: a daily, weekly or monthly report. Daily buckets
 * of rolled-up numbers are read like those of `dailyStats`, also those of the range it is compared with.
 */
export async function platformStats(scope: QueryScope, input: StatsArgs, selected: Selection) {
  const query = await resolveQuery(scope, input)
  const { range, compared } = rangesOf(query, input)
  const rolledUp = Object.entries({ buckets: range, previousBuckets: compared }).flatMap(([field, days]) => {
    const of = selected[field]
    return days && of && areRolledUp(query, input, of) ? [{ field, days, of }] : []
  })
  const fields = rolledUp.map(({ field }) => field)
  const others = Object.entries(selected).filter(([field]) => !fields.includes(field))
  const [answer, ...buckets] = await Promise.all([
    stats(query, metricGroup, input, Object.fromEntries(others)),
    ...rolledUp.map(({ days, of }) => rolledUpBuckets(scope, query, days, of)),
  ])
  return { ...answer, ...Object.fromEntries(fields.map((field, i) => [field, buckets[i]])) }
}

/** Days are rolled up for all users and events, without a filter. */
const areRolledUp = ({ members }: Query, { interval, filter }: StatsArgs, selected: Selection) =>
  interval === CalendarUnit.DAY &&
  !filter &&
  !members &&
  metricsIn(selected).every(metric => storedFor(metric).length > 0)

const metricsIn = (selected: Selection): Metric[] => metricsOf(metricGroup, fieldsIn(metricGroup, selected))

/** The counts that are stored for each rate of a day. */
const rates: Partial<Record<Metric, [part: DayMetric, whole: DayMetric]>> = {
  aiErrorRate: ['aiErrors', 'aiCalls'],
  apiErrorRate: ['apiErrors', 'apiCalls'],
}

/** The stored metrics that give a metric of a day; none if they do not. */
const storedFor = (metric: Metric): DayMetric[] => rates[metric] ?? dayMetrics.filter(each => each === metric)

async function rolledUpBuckets(scope: QueryScope, query: Query, range: Range, selected: Selection) {
  const days = daysIn(range, query.calendar)
  const metrics = metricsIn(selected)
  const stored = [...new Set(metrics.flatMap(storedFor))]
  const { values } = await readOrMeasureDays(
    scope,
    query,
    metricGroup.name,
    days.map(day => partIn(range, day)),
    stored,
  )
  const empty = Object.fromEntries(stored.map(metric => [metric, emptyValue(metric)]))
  const edges = [...days.map(({ from }) => from), days.at(-1)!.to]
  return toBuckets(
    query,
    metricGroup,
    fieldsIn(metricGroup, selected),
    values.map(of => withRates({ ...empty, ...of }, metrics)),
    edges,
  )
}

const withRates = (values: Values, metrics: Metric[]): Values => ({
  ...values,
  ...Object.fromEntries(
    metrics.flatMap(metric => {
      const [part, whole] = rates[metric] ?? []
      return part && whole ? [[metric, shareOf(Number(values[part]), Number(values[whole]))]] : []
    }),
  ),
})

const shareOf = (part: number, whole: number) => (whole ? part / whole : null)
