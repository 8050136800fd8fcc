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
import { resolveQuery } from '../query/resolve-query.ts'

const metricGroup = { name: 'stats', fields: platformFields }

/**
 * The platform as a whole over a range, together and over time: a daily, weekly or monthly report. Days of which only
 * kept numbers are selected are read as `dailyStats` reads them.
 */
export async function platformStats(scope: QueryScope, input: StatsArgs, selected: Selection) {
  const query = await resolveQuery(scope, input)
  const { buckets, ...rest } = selected
  if (!buckets || !areKept(query, input, buckets)) return stats(query, metricGroup, input, selected)
  const [answer, days] = await Promise.all([
    stats(query, metricGroup, input, rest),
    keptBuckets(scope, query, input, buckets),
  ])
  return { ...answer, buckets: days }
}

/** Days are kept of everybody and everything. */
const areKept = ({ members }: Query, { interval, filter }: StatsArgs, selected: Selection) =>
  interval === CalendarUnit.DAY &&
  !filter &&
  !members &&
  keptIn(selected).length === fieldsIn(metricGroup, selected).length

const keptIn = (selected: Selection) => {
  const metrics: Metric[] = metricsOf(metricGroup, fieldsIn(metricGroup, selected))
  return dayMetrics.filter(metric => metrics.includes(metric))
}

async function keptBuckets(scope: QueryScope, query: Query, input: StatsArgs, selected: Selection) {
  const { range } = rangesOf(query, input)
  const days = daysIn(range, query.calendar)
  const metrics = keptIn(selected)
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
