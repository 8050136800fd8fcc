import { joined, name, type Sql, sql } from '../../clickhouse/sql.ts'
import { isTotal, type Metric, metrics } from '../../metrics-catalogue/catalogue.ts'
import { type Source } from '../../metrics-catalogue/metric.ts'
import { type FilterInput } from '../../schema/filter-input.ts'
import { bothFilters } from '../query/asked.ts'
import { eventsOfMeasured, type Measured, rowsOf } from '../query/measure/measured.ts'
import { type Statement } from '../query/measure/statement.ts'
import { totalsIn } from '../query/measure/totals.ts'
import { trailingIn } from '../query/measure/trailing.ts'
import { type Query } from '../query/query.ts'
import { type Label, withTraits } from './labels.ts'
import { type MetricAggregate, type MetricExpression } from './metric-expression.ts'

/** The aggregates that are computed from the same rows. */
export interface RowSet {
  source: Source
  filter: FilterInput | undefined
  /** Whether all of them are stored as totals. */
  isOfTotals: boolean
  aggregates: MetricAggregate[]
}

/** The aggregates of the expressions, each once, by the rows that they need. */
export function rowSetsOf(expressions: MetricExpression[]): RowSet[] {
  const aggregates = new Map(
    expressions.flatMap(({ aggregates }) => aggregates).map(aggregate => [aggregate.name, aggregate]),
  )
  const byRows = Map.groupBy(aggregates.values(), aggregate => rowSetKey(aggregate))
  return [...byRows.values()].map(of => ({
    source: of[0]!.source,
    filter: of[0]!.filter,
    isOfTotals: isStored(of[0]!),
    aggregates: of,
  }))
}

const rowSetKey = (aggregate: MetricAggregate): string =>
  JSON.stringify([aggregate.source, aggregate.filter ?? null, isStored(aggregate)])

const isStored = ({ name, filter }: MetricAggregate): boolean =>
  !filter && name in metrics && isTotal(name as Metric)

/** What the rows of every set have in common. */
export interface Rows {
  query: Query
  measured: Measured
  labels: Label[]
}

const measuredBy = ({ measured }: Rows, { filter }: RowSet): Measured => ({
  ...measured,
  filter: bothFilters(measured.filter, filter),
})

/** The rows of a set, to stand after `from`, and the labels over them. */
export function labelledRows(rows: Rows, set: RowSet, edges: Date[]): { from: Sql; labels: Sql[] } {
  const { query, labels } = rows
  const measured = measuredBy(rows, set)
  const values = labels.map(({ value }) => value)
  if (set.source !== 'trailingDays')
    return {
      from: withTraits(query.project, rowsOf[set.source](query, measured, edges), labels),
      labels: values,
    }
  const events = (range: Measured['range']) =>
    withTraits(query.project, eventsOfMeasured(query, { ...measured, range }), labels)
  return {
    from: trailingIn(query, measured.range, edges, events, values),
    labels: labels.map((_, i) => name('label', i + 1)),
  }
}

/** The stored totals of a set; undefined where they cannot answer. */
export const storedTotals = (rows: Rows, { isOfTotals }: RowSet, edges: Date[]): Statement | undefined =>
  isOfTotals && !rows.labels.length ? totalsIn(rows.query, rows.measured, edges) : undefined

/** The aggregates as columns over their rows. */
export const columnsOf = (aggregates: MetricAggregate[]): Sql =>
  joined(aggregates.map(aggregate => sql`${aggregate.sql} as ${name(aggregate.name)}`))

/** The columns of stored totals as those of `columnsOf`: money is text there. */
export const columnsOfTotals = (aggregates: MetricAggregate[]): Sql =>
  joined(
    aggregates.map(aggregate => {
      const column = name(aggregate.name)
      return metrics[aggregate.name as Metric].unit === 'USD'
        ? sql`toDecimal128(${column}, 12) as ${column}`
        : column
    }),
  )
