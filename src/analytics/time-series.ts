import { type Sql, sql, text } from '../clickhouse/sql.ts'
import { CalendarUnit } from '../schema/date-range-input.ts'
import { Measure, type TimeSeries, type TimeSeriesInput } from '../schema/time-series.ts'
import { type Asked, ask, isComplete, toMeta } from './query/ask.ts'
import { type Asker } from './query/asker.ts'
import { bucketEdges } from './query/calendar.ts'
import { bucketOf, factsIn } from './query/facts.ts'
import { type Metric, select } from './query/metrics.ts'
import { lastUnits, type Range, toRange } from './query/range.ts'

/** One measure over time in calendar buckets, the empty ones included. */
export async function timeSeries(asker: Asker, input: TimeSeriesInput): Promise<TimeSeries> {
  const asked = await ask(asker, input)
  const range = input.range
    ? toRange(input.range, asked.calendar, asked.asOf)
    : lastUnits({ count: 30, unit: CalendarUnit.DAY }, asked.calendar, asked.asOf)
  const edges = bucketEdges(range.from, range.to, input.interval, asked.calendar)
  const rows = await asked.run<Bucket>('timeSeries', timeSeriesQuery(asked.project, input, range, edges))
  return toTimeSeries(asked, input.measure, range, edges, rows)
}

type Bucket = { bucket: number } & Partial<Record<Metric, number | null>>

const metricOf = {
  [Measure.EVENTS]: 'events',
  [Measure.UNIQUE_USERS]: 'activeUsers',
  [Measure.EVENTS_PER_USER]: 'eventsPerUser',
} satisfies Record<Measure, Metric>

/** What a bucket without facts shows: nothing was counted, but a ratio of nothing is not zero. */
const emptyValue = {
  [Measure.EVENTS]: 0,
  [Measure.UNIQUE_USERS]: 0,
  [Measure.EVENTS_PER_USER]: null,
} satisfies Record<Measure, number | null>

export function timeSeriesQuery(
  project: string,
  { event, measure }: Pick<TimeSeriesInput, 'event' | 'measure'>,
  range: Range,
  edges: Date[],
): Sql {
  const named = event == null ? sql`` : sql`and name = ${text(event)}`
  return sql`
select ${bucketOf(edges)} as bucket, ${select([metricOf[measure]])}
from ${factsIn(project, range)} ${named}
group by bucket`
}

function toTimeSeries(
  asked: Asked,
  measure: Measure,
  range: Range,
  edges: Date[],
  rows: Bucket[],
): TimeSeries {
  const values = new Map(rows.map(row => [row.bucket, row[metricOf[measure]]]))
  const starts = edges.slice(0, -1)
  return {
    timestamps: starts,
    isComplete: starts.map((_, i) => isComplete(asked, edges[i + 1]!)),
    series: [
      { group: null, values: starts.map(start => values.get(start.getTime()) ?? emptyValue[measure]) },
    ],
    meta: toMeta(asked, range.to),
  }
}
