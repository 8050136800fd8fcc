import { type Metric } from '../../metrics-catalogue/catalogue.ts'
import { CalendarUnit } from '../../schema/date-range-input.ts'
import { dayMetrics } from '../../schema/overview/daily-stats.ts'
import { platformFields } from '../../schema/overview/platform-stats.ts'
import { type StatsArgs } from '../../schema/question-args.ts'
import { daysIn, partIn } from '../query/measure/days.ts'
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
  rolledUpIn(selected).length === fieldsIn(metricGroup, selected).length

const rolledUpIn = (selected: Selection) => {
  const metrics: Metric[] = metricsOf(metricGroup, fieldsIn(metricGroup, selected))
  return dayMetrics.filter(metric => metrics.includes(metric))
}

async function rolledUpBuckets(scope: QueryScope, query: Query, range: Range, selected: Selection) {
  const days = daysIn(range, query.calendar)
  const metrics = rolledUpIn(selected)
  const { values } = await readOrMeasureDays(
    scope,
    query,
    metricGroup.name,
    days.map(day => partIn(range, day)),
    metrics,
  )
  const empty = Object.fromEntries(metrics.map(metric => [metric, emptyValue(metric)]))
  const edges = [...days.map(({ from }) => from), days.at(-1)!.to]
  return toBuckets(
    query,
    metricGroup,
    fieldsIn(metricGroup, selected),
    values.map(of => ({ ...empty, ...of })),
    edges,
  )
}
