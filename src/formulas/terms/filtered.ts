import { createHash } from 'node:crypto'
import { type MetricAggregate } from '../../analytics/measures/metric-expression.ts'
import { type FilterInput } from '../../schema/filter-input.ts'

/** An aggregate over the events that pass the filter. Its name says which filter that is. */
export const filtered = (aggregate: MetricAggregate, filter: FilterInput | undefined): MetricAggregate =>
  filter ? { ...aggregate, name: `${aggregate.name}_${digestOf(filter)}`, filter } : aggregate

/** A short name for a value, the same for equal ones. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12)
