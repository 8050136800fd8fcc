import { aggregateOfMetric, type MetricExpression } from '../../analytics/measures/metric-expression.ts'
import { joined, raw, type Sql, sql } from '../../clickhouse/sql.ts'
import { finite, type Term } from './term.ts'

type Numbers = Pick<
  MetricExpression,
  'unit' | 'aggregates' | 'value' | 'isExact' | 'nullReason' | 'needsMinutes' | 'parts'
>

/** A term as the measure engine takes it. */
export function toExpression(term: Term): Numbers {
  const { quantity, needsMinutes, isExact, decimal, parts } = term
  const value = isExact ? decimal!.sql : finite(term)
  return {
    unit: quantity.unit,
    // A formula of plain numbers has a value too, as if it were about all events.
    aggregates: term.aggregates.length ? term.aggregates : [aggregateOfMetric('events')],
    value,
    isExact,
    nullReason: nullReason(term, value),
    needsMinutes,
    ...(parts && { parts }),
  }
}

/** The first reason that applies. */
function nullReason({ divisors, aggregates }: Term, value: Sql): Sql {
  const isDivided = divisors.map(divisor => sql`ifNull(${divisor} = 0, false)`)
  const isMissing = aggregates.map(({ name }) => sql`isNull(${raw(name)})`)
  return sql`multiIf(isNotNull(${value}), '', ${any(isDivided)}, 'DIVISION_BY_ZERO', ${any(isMissing)}, 'NO_DATA', 'NOT_FINITE')`
}

const any = (conditions: Sql[]): Sql => (conditions.length ? joined(conditions, ' or ') : sql`false`)
