import { int, type Sql, sql, text } from '../../clickhouse/sql.ts'
import {
  Aggregate,
  type SystemMetrics,
  type SystemMetricsArgs,
} from '../../schema/performance/system-metrics.ts'
import { type Warning } from '../../schema/warning.ts'
import { bucketEdges } from '../query/calendar.ts'
import { checkedText } from '../query/comparison.ts'
import { propertyOf } from '../query/dimensions.ts'
import { bucketOf, eventsIn } from '../query/events.ts'
import { filterCondition } from '../query/filter.ts'
import { isComplete, missingFrom, toMeta, warning } from '../query/meta.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { defaultRange, type Range, toRange } from '../query/range.ts'
import { resolveQuery } from '../query/resolve-query.ts'

const mostLines = 25

/** A line of values: its group, and a value for each bucket with measurements. */
interface Line {
  group: string | null
  buckets: number[]
  values: (number | null)[]
  units: string[]
  events: number
  lines: number
}

/**
 * Measured values over time: one line, or with a label one line for each value of the label.
 * @throws INVALID_RANGE, INVALID_FILTER, TOO_MANY_BUCKETS
 */
export async function systemMetrics(scope: QueryScope, input: SystemMetricsArgs): Promise<SystemMetrics> {
  const query = await resolveQuery(scope, input)
  const range = toRange(input.range ?? defaultRange, query.calendar, query.asOf)
  const edges = bucketEdges(range.from, range.to, input.interval, query.calendar)
  const lines = await query.run<Line>('systemMetrics', linesQuery(query, input, range, edges))
  return {
    name: input.name,
    units: [...new Set(lines.flatMap(({ units }) => units))].sort(),
    timestamps: edges.slice(0, -1),
    isComplete: edges.slice(1).map(end => isComplete(query, end)),
    series: lines.map(line => ({
      group: line.group,
      values: valuesAt(line, edges, emptyOf(input.aggregate)),
    })),
    meta: {
      ...toMeta(query, range.to, { events: sum(lines.map(({ events }) => events)) }),
      caveats: [...missingFrom(query), ...notShown(lines)],
    },
  }
}

function linesQuery(query: Query, input: SystemMetricsArgs, range: Range, edges: Date[]): Sql {
  const group = input.label == null ? sql`null` : propertyOf(checkedText(input.label))
  return sql`
with measured as (
  select ${group} as line, ${bucketOf(edges)} as bucket, ${aggregates[input.aggregate]} as aggregated,
    groupUniqArray(10)(unit) as units, count() as events
  from ${eventsIn(query, range)}
    and name = ${text(input.name)} and kind = 'system_metric' and ${filterCondition(query.project, input.filter)}
  group by line, bucket
)
select line as group, groupArray(bucket) as buckets, groupArray(aggregated) as values,
  arrayFilter(unit -> unit != '', arrayDistinct(arrayFlatten(groupArray(units)))) as units,
  sum(measured.events) as events, count() over () as lines
from measured
group by line
order by events desc, line
limit ${int(mostLines)}`
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

function valuesAt({ buckets, values }: Line, edges: Date[], empty: number | null): (number | null)[] {
  const found = new Map(buckets.map((bucket, i) => [bucket, values[i]!]))
  return edges.slice(0, -1).map(start => found.get(start.getTime()) ?? empty)
}

function notShown([line]: Line[]): Warning[] {
  if (!line || line.lines <= mostLines) return []
  const message = `The ${mostLines} most frequent of ${line.lines} lines are shown.`
  return [warning('NOT_ALL_SHOWN', message, 'label')]
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
