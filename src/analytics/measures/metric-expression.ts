import { raw, type Sql, sql } from '../../clickhouse/sql.ts'
import { snakeCase } from '../../entities/column.ts'
import { badInput } from '../../errors.ts'
import { type Metric, metrics } from '../../metrics-catalogue/catalogue.ts'
import { type Source } from '../../metrics-catalogue/metric.ts'
import { type FilterInput } from '../../schema/filter-input.ts'
import { type MetricDimension } from '../../schema/metrics/metric-dimension.ts'
import { type MetricUnit } from '../../schema/metrics/metric-unit.ts'
import { aggregateText } from '../query/measure/select-metrics.ts'
import { type QueryScope } from '../query/query-scope.ts'

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
}

/** Exactly one of a built-in metric, the key of any metric, and the text of a formula. */
export interface MetricRef {
  name?: Metric | null
  key?: string | null
  formula?: string | null
}

/**
 * The number that a metric, or a formula, stands for.
 * @throws NOT_FOUND for a key that the project does not have, INVALID_FORMULA, CYCLE
 */
export async function expressionOf(_scope: QueryScope, { name, key }: MetricRef): Promise<MetricExpression> {
  const builtIn = name ?? builtInMetric(key ?? '')
  if (!builtIn) throw badInput('NOT_FOUND', 'key', `This project has no metric "${key}".`)
  return ofCatalogue(builtIn)
}

/** The metric of the catalogue with this name, in camel case or in snake case: `activeUsers`, `active_users`. */
const builtInMetric = (name: string): Metric | undefined => names.get(name)

const names = new Map(
  (Object.keys(metrics) as Metric[]).flatMap(metric => [
    [metric, metric],
    [snakeCase(metric), metric],
  ]),
)

function ofCatalogue(metric: Metric): MetricExpression {
  const { unit, isUpGood } = metrics[metric]
  const needsMinutes = unit === 'PER_MINUTE'
  const aggregate = aggregateOfMetric(metric)
  const column = raw(aggregate.name)
  const value = needsMinutes ? sql`${column} / nullIf(elapsed_minutes, 0)` : column
  const nullReason = sql`if(isNull(${value}), 'NO_DATA', '')`
  return {
    key: metric,
    unit,
    isUpGood,
    aggregates: [aggregate],
    value,
    isExact: unit === 'USD',
    nullReason,
    needsMinutes,
  }
}

/** A metric of the catalogue as an aggregate. A metric per minute is its count. */
export function aggregateOfMetric(metric: Metric): MetricAggregate {
  const { unit, source } = metrics[metric]
  const text = raw(aggregateText(metric))
  return {
    name: metric,
    source,
    sql: unit === 'USD' ? sql`toDecimal128(${text}, 12)` : text,
    ...(unit !== 'PER_MINUTE' && { metric }),
  }
}
