import { raw, type Sql, sql } from '../../../clickhouse/sql.ts'
import { type EventMetric, type Metric, metrics } from '../../../metrics-catalogue/catalogue.ts'
import { ofEvents, ofStates, statesOf, type Total } from '../../../metrics-catalogue/total.ts'
import { isNullable } from '../../../schema/numbers.ts'

/** The metrics as columns over the rows of their source, under their names; without metrics a constant. */
export const select = (names: Metric[]): Sql =>
  columns(names.map(name => `${aggregateText(name)} as ${name}`))

/** A metric of events as an aggregate over them. */
export const aggregateOf = (metric: EventMetric): Sql => raw(aggregateText(metric))

export function aggregateText(metric: Metric): string {
  const expression = metrics[metric].sql
  return typeof expression === 'string' ? expression : ofEvents(expression)
}

/** The states that totals are computed from, each as a column. */
export const selectStates = (totals: Metric[]): Sql =>
  columns(statesFor(totals).map((state, i) => `${state} as ${columnName(i)}`))

/** The totals as columns over rows with these states. */
export function selectFromStates(totals: Metric[]): Sql {
  const states = statesFor(totals)
  const columnOf = (state: string) => columnName(states.indexOf(state))
  return columns(totals.map(name => `${ofStates(totalOf(name), columnOf)} as ${name}`))
}

const statesFor = (totals: Metric[]) => statesOf(totals.map(totalOf))
const totalOf = (metric: Metric) => metrics[metric].sql as Total
const columnName = (index: number) => `state_${index + 1}`

const columns = (texts: string[]): Sql => (texts.length ? raw(texts.join(', ')) : sql`1 as nothing`)

/** A selected metric as a number to rank by: money was selected as text. */
export const numeric = (metric: Metric) =>
  raw(metrics[metric].unit === 'USD' ? `toDecimal128(${metric}, 12)` : metric)

/** The value of a metric where there are no rows. */
export function emptyValue(metric: Metric): number | string | null {
  if (metrics[metric].unit === 'PER_MINUTE') return 0
  if (isNullable(metric)) return null
  return metrics[metric].unit === 'USD' ? '0' : 0
}
