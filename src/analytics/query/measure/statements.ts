import { sql } from '../../../clickhouse/sql.ts'
import { isTotal, type Metric } from '../../../metrics-catalogue/catalogue.ts'
import { bucketOf } from '../events.ts'
import { type Query } from '../query.ts'
import { type Measured, type Part, partsOf } from './measured.ts'
import { select } from './select-metrics.ts'
import { type Statement } from './statement.ts'
import { totalsIn } from './totals.ts'

/** A statement for each source of the metrics. Totals are read from the projections where these can answer. */
export function statementsOf(
  query: Query,
  measured: Measured,
  metrics: Metric[],
  edges: Date[],
): (Statement & { selected: Metric[] })[] {
  const totals = metrics.filter(isTotal)
  const fromTotals = totals.length ? totalsIn(query, measured, edges) : undefined
  const others = fromTotals ? metrics.filter(metric => !isTotal(metric)) : metrics
  const statements = partsOf(query, measured, others, edges).map(part => ({
    selected: part.selected,
    ...overRows(part, edges),
  }))
  return fromTotals ? [{ selected: totals, ...fromTotals }, ...statements] : statements
}

const overRows = ({ rows }: Part, edges: Date[]): Statement => ({
  together: metrics => sql`select ${select(metrics)} from ${rows}`,
  overTime: metrics =>
    sql`select ${bucketOf(edges)} as bucket, ${select(metrics)} from ${rows} group by bucket`,
})
