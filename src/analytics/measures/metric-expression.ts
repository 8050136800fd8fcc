import { createHash } from 'node:crypto'
import { raw, type Sql, sql } from '../../clickhouse/sql.ts'
import { snakeCase } from '../../entities/column.ts'
import { eventColumns } from '../../entities/event-columns.ts'
import { type Metric, metrics } from '../../metrics-catalogue/catalogue.ts'
import { type MetricRecord, type Source } from '../../metrics-catalogue/metric.ts'
import { type MetricPart } from '../../metrics-catalogue/metric-parts.ts'
import { isDistinct } from '../../metrics-catalogue/total.ts'
import { type FilterInput } from '../../schema/filter-input.ts'
import { type MetricDimension } from '../../schema/metrics/metric-dimension.ts'
import { type MetricUnit } from '../../schema/metrics/metric-unit.ts'
import { isNullable } from '../../schema/numbers.ts'
import { aggregateText } from '../query/measure/select-metrics.ts'

/** A number as an aggregate over the rows of a source. */
export interface MetricAggregate {
  /** The name of its column. Aggregates with the same name are the same. */
  name: string
  source: Source
  /** A condition on the events behind the rows, beside that of the question. */
  filter?: FilterInput
  /** Never null without rows where the metric counts: then it is 0, as the default of the column's type. */
  sql: Sql
  /** The metric of the catalogue with this number, so that `measure` can read it from stored totals. */
  metric?: Metric
}

/** A metric as SQL: aggregates, and arithmetic over them. */
export interface MetricExpression {
  /** The name of a built-in metric, or the key of a custom one; null for a formula that is not saved. */
  key: string | null
  unit: MetricUnit
  /** Whether a higher value is better; null if that depends on the point of view. */
  isUpGood: boolean | null
  /** The only ways to break it down; absent if there is no restriction. */
  dimensions?: MetricDimension[]
  aggregates: MetricAggregate[]
  /**
   * The value over a row with the columns of all aggregates, and `elapsed_minutes` if `needsMinutes`: a Decimal if
   * `isExact`, otherwise any other number. Null where it has no value.
   */
  value: Sql
  isExact: boolean
  /** Why `value` is null, over the same row: a `NullReason`, or an empty text where it is not null. */
  nullReason: Sql
  /** Whether the value divides by the minutes of the range, or of the bucket, that have passed. */
  needsMinutes: boolean
  /** The numbers that add up, of which it is made; absent if it is made of none. With `needsMinutes`, before dividing. */
  parts?: ExpressionParts
}

/** An exact number that adds up over groups; if `isDistinct`, only as far as nothing counted is in several groups. */
export interface ExpressionPart {
  aggregates: MetricAggregate[]
  /** A Decimal over a row with the columns of the aggregates, never null. */
  value: Sql
  /** The digits that it may have before the point, and those after it. */
  digits: number
  scale: number
  isDistinct: boolean
}

/** A number that adds up, or a quotient of two. */
export interface ExpressionParts {
  over: ExpressionPart
  under?: ExpressionPart
}

/** A part of a metric as an expression of its own, whose values are exact. */
export const expressionOfPart = ({ aggregates, value }: ExpressionPart): MetricExpression => ({
  key: null,
  unit: 'OTHER',
  isUpGood: null,
  aggregates,
  value,
  isExact: true,
  nullReason: sql`''`,
  needsMinutes: false,
})

/** The metric of the catalogue with this name, in camel case, in snake case, or of the old services. */
export const builtInMetric = (name: string): Metric | undefined => names.get(name)

/** The names of the old services that are not the present ones in snake case. */
const formerNames = {
  total_events: 'events',
  total_conversations: 'conversations',
  total_messages: 'messages',
  total_sessions: 'sessions',
  total_api_calls: 'apiCalls',
  total_ai_calls: 'aiCalls',
  total_tokens: 'tokens',
  total_cost: 'costUsd',
} satisfies Record<string, Metric>

const names = new Map<string, Metric>([
  ...(Object.keys(metrics) as Metric[]).flatMap(metric => [
    [metric, metric] as const,
    [snakeCase(metric), metric] as const,
  ]),
  ...Object.entries(formerNames),
])

/** Every name of a metric of the catalogue. */
export const builtInNames = [...names.keys()]

/** A metric of the catalogue as an expression. */
export function catalogueExpression(metric: Metric): MetricExpression {
  const { unit, isUpGood } = metrics[metric]
  const needsMinutes = unit === 'PER_MINUTE'
  const aggregate = aggregateOfMetric(metric)
  const column = raw(aggregate.name)
  const value = needsMinutes ? sql`${column} / nullIf(elapsed_minutes, 0)` : column
  const nullReason = sql`if(isNull(${value}), 'NO_DATA', '')`
  const parts = partsOfMetric(metric)
  return {
    key: metric,
    unit,
    isUpGood,
    aggregates: [aggregate],
    value,
    isExact: unit === 'USD',
    nullReason,
    needsMinutes,
    ...(parts && { parts }),
  }
}

/** The numbers that add up, of which a metric is made; a metric that adds up itself is its own. */
export function partsOfMetric(metric: Metric): ExpressionParts | undefined {
  const { sql, parts = typeof sql === 'string' ? undefined : sql.parts }: MetricRecord = metrics[metric]
  if (parts)
    return {
      over: partOf(partAggregate(metric, parts.over), parts.over),
      ...(parts.under && { under: partOf(partAggregate(metric, parts.under), parts.under) }),
    }
  if (typeof sql === 'string') return undefined
  return { over: partOf(aggregateOfMetric(metric), { isDistinct: isDistinct(sql) }) }
}

/** One aggregate of its own for each different number. */
const partAggregate = (metric: Metric, { sql }: MetricPart): MetricAggregate => ({
  name: `part_${createHash('sha256').update(sql).digest('hex').slice(0, 12)}`,
  source: metrics[metric].source,
  sql: raw(sql),
})

/** Counts, tokens and money have up to 26 digits, and 12 after the point. */
const partOf = (
  aggregate: MetricAggregate,
  { isDistinct }: Pick<MetricPart, 'isDistinct'>,
): ExpressionPart => ({
  aggregates: [aggregate],
  value: sql`toDecimal256(${raw(aggregate.name)}, 12)`,
  digits: 26,
  scale: 12,
  isDistinct,
})

/** A metric of the catalogue as an aggregate. A metric per minute is its count. */
export function aggregateOfMetric(metric: Metric): MetricAggregate {
  const { unit, source } = metrics[metric]
  return {
    // Events have a column `satisfaction` too: ClickHouse would put the metric into aggregates over the column.
    name: metric in eventColumns ? `${metric}_metric` : metric,
    source,
    sql: typed(metric, raw(aggregateText(metric))),
    ...(unit !== 'PER_MINUTE' && { metric }),
  }
}

/** Money was a text. A mean or a percentile of nothing may have been `nan`. */
function typed(metric: Metric, aggregate: Sql): Sql {
  const { unit } = metrics[metric]
  if (unit === 'USD') return sql`toDecimal128(${aggregate}, 12)`
  const isCounted = unit === 'PER_MINUTE' || !isNullable(metric)
  return isCounted ? aggregate : sql`if(isFinite(${aggregate}), ${aggregate}, null)`
}
