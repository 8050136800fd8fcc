import { sql, text } from '../../clickhouse/sql.ts'
import { type Metric } from '../../metrics-catalogue/catalogue.ts'
import { Measure, type TimeSeries, type TimeSeriesInput } from '../../schema/overview/time-series.ts'
import { ask, isComplete, toMeta } from '../query/ask.ts'
import { type Asker } from '../query/asker.ts'
import { bucketEdges } from '../query/calendar.ts'
import { checkText } from '../query/conditions.ts'
import { measureOverTime } from '../query/measure/measure.ts'
import { defaultRange, toRange } from '../query/range.ts'

/**
 * One measure over time in calendar buckets, the empty ones included.
 * @throws INVALID_RANGE, INVALID_FILTER, INVALID_TEXT, TOO_MANY_BUCKETS
 */
export async function timeSeries(asker: Asker, input: TimeSeriesInput): Promise<TimeSeries> {
  checkText(input.event, 'event')
  const asked = await ask(asker, input)
  const range = toRange(input.range ?? defaultRange, asked.calendar, asked.asOf)
  const edges = bucketEdges(range.from, range.to, input.interval, asked.calendar)
  const only = input.event == null ? undefined : sql`name = ${text(input.event)}`
  const metric = metricOf[input.measure]
  const buckets = await measureOverTime(
    asked,
    'timeSeries',
    { range, filter: input.filter, only },
    [metric],
    edges,
  )
  return {
    timestamps: edges.slice(0, -1),
    isComplete: edges.slice(1).map(end => isComplete(asked, end)),
    series: [{ group: null, values: buckets.map(values => values[metric] as number | null) }],
    meta: toMeta(asked, range.to),
  }
}

const metricOf = {
  [Measure.EVENTS]: 'events',
  [Measure.UNIQUE_USERS]: 'activeUsers',
  [Measure.EVENTS_PER_USER]: 'eventsPerUser',
} satisfies Record<Measure, Metric>
