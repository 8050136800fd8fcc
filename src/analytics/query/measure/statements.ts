import { sql } from '../../../clickhouse/sql.ts'
import { isTotalOf, type Metric } from '../../../metrics-catalogue/catalogue.ts'
import { type Source } from '../../../metrics-catalogue/metric.ts'
import { bucketOf } from '../events.ts'
import { type Query } from '../query.ts'
import { type Measured, type Part, partsOf } from './measured.ts'
import { select } from './select-metrics.ts'
import { sessionTotalsIn } from './session-totals.ts'
import { type Statement } from './statement.ts'
import { totalsIn } from './totals.ts'

/** A statement for each source of the metrics. Totals are read from projections where these can answer. */
export function statementsOf(
  query: Query,
  measured: Measured,
  metrics: Metric[],
  edges: Date[],
): (Statement & { selected: Metric[] })[] {
  const fromTotals = [
    totalStatement('events', metrics, () => totalsIn(query, measured, edges)),
    totalStatement('sessions', metrics, () => sessionTotalsIn(query, measured, edges)),
  ].flat()
  const others = metrics.filter(metric => !fromTotals.some(({ selected }) => selected.includes(metric)))
  const statements = partsOf(query, measured, others, edges).map(part => ({
    selected: part.selected,
    ...overRows(part, edges),
  }))
  return [...fromTotals, ...statements]
}

/** The statement of the totals of a source; none if it cannot answer, or if there is no such total. */
function totalStatement(source: Source, metrics: Metric[], statementOf: () => Statement | undefined) {
  const selected = metrics.filter(metric => isTotalOf(source, metric))
  const statement = selected.length ? statementOf() : undefined
  return statement ? [{ selected, ...statement }] : []
}

const overRows = ({ rows }: Part, edges: Date[]): Statement => ({
  together: metrics => sql`select ${select(metrics)} from ${rows}`,
  overTime: metrics =>
    sql`select ${bucketOf(edges)} as bucket, ${select(metrics)} from ${rows} group by bucket`,
})
