import { int, joined, name, number, type Sql, sql } from '../../clickhouse/sql.ts'
import { keyOf } from '../measures/labels.ts'
import { type Groups, inOneRow } from '../measures/largest-groups.ts'
import {
  type ExpressionParts,
  expressionOfPart,
  type MetricExpression,
} from '../measures/metric-expression.ts'
import { type Rows, rowSetsOf } from '../measures/row-sets.ts'
import { elapsedMinutes } from '../query/measure/per-minute.ts'

interface Row {
  labels: string[]
  key: string
  groups: number
}

/** What is broken down: the rows of both ranges, and the parts of the metric as expressions. */
export interface Changed {
  now: Rows
  before: Rows
  parts: ExpressionParts
  isPerMinute: boolean
}

/** The values of a breakdown that contribute most to the change, whichever of both ranges they are in. */
export async function changedGroups(changed: Changed, first: number): Promise<Groups> {
  const { run } = changed.now.query
  const found = await run<Row>('explainChange: groups', groupsQuery(changed, first))
  return {
    shown: found.map(({ labels, key }) => ({ key, labels: labels.map(label => label || null) })),
    count: Number(found[0]?.groups ?? 0),
  }
}

/**
 * Sorted by the size of the contribution in binary numbers, which decides only what is shown. A value is counted where
 * anything is in it in one of the ranges.
 */
const groupsQuery = (changed: Changed, first: number): Sql => sql`
select [label_1] as labels, ${keyOf([sql`label_1`])} as key, count() over () as groups
from (
  select label_1, ${joined(columns.map(column => sql`ifNull(${name(column)}, 0) as ${name('n', column)}`))},
    ${joined(columns.map(column => sql`sum(${name('n', column)}) over () as ${name('all', column)}`))}
  from ${partsIn(changed, 'now')} as of_now full outer join ${partsIn(changed, 'before')} as of_before using (label_1)
)
where ${joined(
  columns.map(column => sql`${name('n', column)} != 0`),
  ' or ',
)}
order by abs(${changed.parts.under ? ofQuotient : sql`n_over_now - n_over_before`}) desc nulls last, label_1
limit ${int(first)}`

const columns = ['over_now', 'under_now', 'over_before', 'under_before']

/** As `contributionsOf` has it. */
const ofQuotient = sql`n_over_now / nullIf(all_under_now, 0) - n_over_before / nullIf(all_under_before, 0)
  - (n_under_now / nullIf(all_under_now, 0) - n_under_before / nullIf(all_under_before, 0))
    * (all_over_now / nullIf(all_under_now, 0) + all_over_before / nullIf(all_under_before, 0)) / 2`

function partsIn({ parts, isPerMinute, ...rows }: Changed, period: 'now' | 'before'): Sql {
  const { query, measured } = rows[period]
  const minutes = isPerMinute ? elapsedMinutes(measured.range, query.asOf) : 1
  const under = parts.under ? sql`toFloat64(${parts.under.value})` : sql`toFloat64(0)`
  return sql`(
    select label_1, toFloat64(${parts.over.value}) / ${number(minutes)} as ${name('over', period)}, ${under} as ${name('under', period)}
    from ${inOneRow(rows[period], rowSetsOf(expressionsOf(parts)), [sql`label_1`])})`
}

/** The parts of a metric as expressions whose values are exact. */
export const expressionsOf = ({ over, under }: ExpressionParts): MetricExpression[] =>
  [over, ...(under ? [under] : [])].map(expressionOfPart)
