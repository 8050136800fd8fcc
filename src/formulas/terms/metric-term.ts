import { aggregateOfMetric, partsOfMetric } from '../../analytics/measures/metric-expression.ts'
import { raw, sql } from '../../clickhouse/sql.ts'
import { type Metric, metrics } from '../../metrics-catalogue/catalogue.ts'
import { type FilterInput } from '../../schema/filter-input.ts'
import { filtered } from './filtered.ts'
import { partsFiltered } from './parts.ts'
import { quantityOf } from './quantity.ts'
import { exactColumn, type Term, termOf } from './term.ts'

/** A metric of the catalogue, over the events that pass the filter. */
export function metricTerm(metric: Metric, filter?: FilterInput): Term {
  const { unit } = metrics[metric]
  const aggregate = filtered(aggregateOfMetric(metric), filter)
  const column = raw(aggregate.name)
  const parts = { aggregates: [aggregate], divisors: [], needsMinutes: unit === 'PER_MINUTE' }
  const float =
    unit === 'PER_MINUTE' ? sql`(${column} / nullIf(elapsed_minutes, 0))` : sql`toFloat64(${column})`
  return termOf([parts], quantityOf(unit), float, {
    // A metric per minute is a quotient of a number that belongs to no group.
    ...(unit !== 'PER_MINUTE' && partsFiltered(partsOfMetric(metric), filter)),
    ...(unit === 'USD' && { isExact: true, decimal: exactColumn(column, 26, 12) }),
    ...((unit === 'COUNT' || unit === 'TOKENS') && { decimal: exactColumn(column, 20, 0) }),
  })
}
