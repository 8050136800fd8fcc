import { type Sql, sql } from '../../clickhouse/sql.ts'
import { type AggregateName } from '../grammar/tree.ts'

export type FieldAggregate = Exclude<AggregateName, 'count' | 'users' | 'conversations'>

interface FieldSql {
  written(value: Sql, isIn: Sql): Sql
  /** Whether it has the digits of its values. */
  keepsDigits?: boolean
  /** Whether it adds up its values, so that it is of the unit of a total. */
  isTotal?: boolean
}

/** Aggregates of the values that events have. A sum of nothing is 0; a mean, an extreme and a percentile are null. */
export const fieldAggregates: Record<FieldAggregate, FieldSql> = {
  sum: {
    written: (value, isIn) => sql`sumIf(ifNull(${value}, 0), ${isIn})`,
    keepsDigits: true,
    isTotal: true,
  },
  avg: {
    written: (value, isIn) =>
      sql`toFloat64(sumIf(ifNull(${value}, 0), ${isIn})) / nullIf(countIf(${isIn} and isNotNull(${value})), 0)`,
  },
  min: { written: (value, isIn) => sql`minOrNullIf(${value}, ${isIn})`, keepsDigits: true },
  max: { written: (value, isIn) => sql`maxOrNullIf(${value}, ${isIn})`, keepsDigits: true },
  p50: percentile(sql`0.5`),
  p75: percentile(sql`0.75`),
  p90: percentile(sql`0.9`),
  p95: percentile(sql`0.95`),
  p99: percentile(sql`0.99`),
}

/** Interpolated between two neighbors, like every percentile. */
function percentile(level: Sql): FieldSql {
  return {
    written: (value, isIn) => sql`quantileExactInclusiveOrNullIf(${level})(toFloat64(${value}), ${isIn})`,
  }
}
