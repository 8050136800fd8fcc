import { sql, text } from '../../clickhouse/sql.ts'
import { type Metric } from '../../metrics-catalogue/catalogue.ts'
import { Measure, type TimeSeries, type TimeSeriesInput } from '../../schema/overview/time-series.ts'
import { bucketEdges } from '../query/calendar.ts'
import { checkText } from '../query/check-text.ts'
import { measureOverTime } from '../query/measure/measure.ts'
import { isComplete, toMeta } from '../query/meta.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { defaultRange, toRange } from '../query/range.ts'
import { resolveQuery } from '../query/resolve-query.ts'

/**
 * A measure over time, in calendar buckets, with the empty ones.
 * @throws INVALID_RANGE, INVALID_FILTER, INVALID_TEXT, TOO_MANY_BUCKETS
 */
export async function timeSeries(scope: QueryScope, input: TimeSeriesInput): Promise<TimeSeries> {
  checkText(input.event, 'event')
  const query = await resolveQuery(scope, input)
  const range = toRange(input.range ?? defaultRange, query.calendar, query.asOf)
  const edges = bucketEdges(range.from, range.to, input.interval, query.calendar)
  const only = input.event == null ? undefined : sql`name = ${text(input.event)}`
  const metric = metricOf[input.measure]
  const buckets = await measureOverTime(
    query,
    'timeSeries',
    { range, filter: input.filter, only },
    [metric],
    edges,
  )
  return {
    timestamps: edges.slice(0, -1),
    isComplete: edges.slice(1).map(end => isComplete(query, end)),
    series: [{ group: null, values: buckets.map(values => values[metric] as number | null) }],
    meta: toMeta(query, range.to),
  }
}

const metricOf = {
  [Measure.EVENTS]: 'events',
  [Measure.UNIQUE_USERS]: 'activeUsers',
  [Measure.EVENTS_PER_USER]: 'eventsPerUser',
} satisfies Record<Measure, Metric>
