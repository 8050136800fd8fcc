import { int, type Sql, sql, text, texts } from '../../clickhouse/sql.ts'
import { type Series } from '../../schema/overview/time-series.ts'
import {
  Aggregate,
  type SystemMetrics,
  type SystemMetricsArgs,
} from '../../schema/performance/system-metrics.ts'
import { type Warning } from '../../schema/warning.ts'
import { sum } from '../../statistics.ts'
import { bucketEdges } from '../query/calendar.ts'
import { changeOf } from '../query/compare.ts'
import { checkedText } from '../query/comparison.ts'
import { propertyOf } from '../query/dimensions.ts'
import { bucketOf, eventsIn } from '../query/events.ts'
import { filterCondition } from '../query/filter.ts'
import { rangesOf } from '../query/measure/stats.ts'
import { isComplete, missingFrom, toMeta, warning } from '../query/meta.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { type Range } from '../query/range.ts'
import { resolveQuery } from '../query/resolve-query.ts'

const mostLines = 25

/** A line of values: the value of its label, a value for each bucket with measurements, and one for the whole range. */
interface Line {
  line: string
  buckets: number[]
  values: (number | null)[]
  total: number | null
  units: string[]
  events: number
  lines: number
}

interface Buckets {
  range: Range
  edges: Date[]
}

/**
 * Measured values over time: one line, or with a label one line for each value of the label.
 * @throws INVALID_RANGE, INVALID_COMPARE, INVALID_FILTER, TOO_MANY_BUCKETS
 */
export async function systemMetrics(scope: QueryScope, input: SystemMetricsArgs): Promise<SystemMetrics> {
  const query = await resolveQuery(scope, input)
  const { range, compared } = rangesOf(query, input)
  const now = bucketsIn(query, range, input)
  const before = compared && bucketsIn(query, compared, input)
  const lines = await linesIn(query, input, now)
  const linesBefore = before && lines.length ? await linesIn(query, input, before, lines) : []
  const previousOf = new Map(linesBefore.map(line => [line.line, line]))
  return {
    name: input.name,
    units: [...new Set(lines.flatMap(({ units }) => units))].sort(),
    timestamps: startsOf(now),
    isComplete: now.edges.slice(1).map(end => isComplete(query, end)),
    previousTimestamps: before ? startsOf(before) : [],
    series: lines.map(line => toSeries(input, line, now, previousOf.get(line.line), before)),
    groupCount: input.label == null ? 0 : (lines[0]?.lines ?? 0),
    meta: {
      ...toMeta(query, range, { events: sum(lines.map(({ events }) => events)) }),
      caveats: [...missingFrom(query, range), ...notShown(lines)],
    },
  }
}

const bucketsIn = ({ calendar }: Query, range: Range, { interval }: SystemMetricsArgs): Buckets => ({
  range,
  edges: bucketEdges(range.from, range.to, interval, calendar),
})

const startsOf = ({ edges }: Buckets) => edges.slice(0, -1)

function toSeries(
  { name, label, aggregate }: SystemMetricsArgs,
  line: Line,
  now: Buckets,
  previous: Line | undefined,
  before: Buckets | undefined,
): Series {
  const empty = emptyOf(aggregate)
  const previousTotal = before ? (previous?.total ?? empty) : null
  return {
    name,
    group: label == null ? null : line.line,
    isOther: false,
    values: valuesAt(line, now, empty),
    previous: before ? valuesAt(previous, before, empty) : [],
    total: line.total,
    previousTotal,
    changeRate: changeOf({ unit: 'COUNT', isUpGood: null }, line.total, previousTotal).changeRate,
  }
}

/** The most frequent lines of a range, or those that are given. */
function linesIn(
  query: Query,
  { name, label, aggregate, filter }: SystemMetricsArgs,
  { range, edges }: Buckets,
  given?: Line[],
): Promise<Line[]> {
  const line = label == null ? sql`''` : propertyOf(checkedText(label))
  const among = given ? sql` and line in (${texts(given.map(({ line }) => line))})` : sql``
  return query.run<Line>(
    'systemMetrics',
    sql`
with measured as (
  select ${line} as line, ${bucketOf(edges)} as bucket, grouping(bucket) = 1 as is_total, ${aggregates[aggregate]} as aggregated,
    groupUniqArray(10)(unit) as units, count() as events
  from ${eventsIn(query, range)}
    and name = ${text(name)} and kind = 'system_metric' and ${filterCondition(query.project, filter)}${among}
  group by grouping sets ((line, bucket), (line))
  having events > 0
)
select line, groupArrayIf(bucket, not is_total) as buckets, groupArrayIf(aggregated, not is_total) as values,
  anyIf(aggregated, is_total) as total,
  arrayFilter(unit -> unit != '', arrayDistinct(arrayFlatten(groupArray(units)))) as units,
  sumIf(measured.events, is_total) as events, count() over () as lines
from measured
group by line
order by events desc, line
limit ${int(mostLines)}`,
  )
}

const aggregates = {
  [Aggregate.AVERAGE]: sql`avg(value)`,
  [Aggregate.MINIMUM]: sql`min(value)`,
  [Aggregate.MAXIMUM]: sql`max(value)`,
  [Aggregate.SUM]: sql`sum(value)`,
  [Aggregate.COUNT]: sql`toFloat64(count(value))`,
  [Aggregate.LAST]: sql`argMax(value, (occurred_at, seq))`,
  [Aggregate.P50]: sql`quantileExactInclusive(0.5)(value)`,
  [Aggregate.P95]: sql`quantileExactInclusive(0.95)(value)`,
  [Aggregate.P99]: sql`quantileExactInclusive(0.99)(value)`,
} satisfies Record<Aggregate, Sql>

/** The value of a bucket without measurements: 0 for a sum or a count, null for a mean, a percentile or the last value. */
const emptyOf = (aggregate: Aggregate) =>
  aggregate === Aggregate.SUM || aggregate === Aggregate.COUNT ? 0 : null

function valuesAt(line: Line | undefined, buckets: Buckets, empty: number | null): (number | null)[] {
  const found = new Map(line?.buckets.map((bucket, i) => [bucket, line.values[i]!]))
  return startsOf(buckets).map(start => found.get(start.getTime()) ?? empty)
}

function notShown([line]: Line[]): Warning[] {
  if (!line || line.lines <= mostLines) return []
  const message = `The ${mostLines} most frequent of ${line.lines} lines are shown.`
  return [warning('NOT_ALL_SHOWN', message, 'label')]
}
