import { joined, raw, type Sql, sql, versioned } from '../../../clickhouse/sql.ts'
import { type Metric } from '../../../metrics-catalogue/catalogue.ts'
import { Dimension, type FilterInput } from '../../../schema/filter-input.ts'
import { bucketOf } from '../events.ts'
import { type Query } from '../query.ts'
import { type Range } from '../range.ts'
import { type Measured } from './measured.ts'
import { selectFromStates, selectStates } from './select-metrics.ts'
import { type Statement } from './statement.ts'
import { type Stretch, stretchesOf } from './stretches.ts'
import { type Part, partsOfTotals, partsUpTo } from './total-parts.ts'

/**
 * Reads totals from the projections of `events`, which keep states for each kind of event by day and by quarter of an
 * hour. ClickHouse uses a projection if a statement needs only its keys and states. Undefined if the question filters by
 * anything but the kind, or if buckets begin within a quarter.
 */
export function totalsIn(query: Query, measured: Measured, edges: Date[]): Statement | undefined {
  if (query.members || measured.users || measured.only || !isOfKindAlone(measured.filter)) return undefined
  const stretches = stretchesIn(measured, edges)
  if (!stretches) return undefined
  const overParts = (statement: (parts: Part[]) => Sql) =>
    versioned(statement(partsOfTotals(query, measured, stretches)), bound =>
      statement(partsUpTo(query, measured, stretches, bound)),
    )
  return {
    together: metrics => overParts(parts => together(parts, metrics)),
    overTime: metrics => overParts(parts => overTime(parts, metrics, edges)),
  }
}

function together(parts: Part[], metrics: Metric[]): Sql {
  const states = united(
    parts,
    ({ events, check }) => sql`select ${selectStates(metrics)}
  from ${events}${check}`,
  )
  return sql`
select ${selectFromStates(metrics)}
from (${states})
${withProjections}`
}

function overTime(parts: Part[], metrics: Metric[], edges: Date[]): Sql {
  const states = united(
    parts,
    ({ at, events, check }) => sql`select ${bucketOf(edges, at)} as bucket, ${selectStates(metrics)}
  from ${events}
  group by bucket${check}`,
  )
  return sql`
select bucket, ${selectFromStates(metrics)}
from (${states})
group by bucket
${withProjections}`
}

/** Off for all other statements, which could use no projection: looking at each one makes planning slower. */
const withProjections = raw('settings optimize_use_projections = 1')

/** Each part names its projection, so that ClickHouse looks at no other. */
const united = (parts: Part[], statement: (part: Part) => Sql): Sql =>
  joined(
    parts.map(
      part => sql`
  ${statement(part)}
  settings preferred_optimize_projection_name = ${raw(`'${part.projection}'`)}`,
    ),
    '\n  union all',
  )

/** Whether a filter is about the kind only, which is a key of the projections. */
export function isOfKindAlone(filter: FilterInput | null | undefined): boolean {
  if (!filter) return true
  const { dimension, property, trait, and, or, not } = filter
  if (property != null || trait != null || (dimension && dimension !== Dimension.KIND)) return false
  return [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])].every(isOfKindAlone)
}

/** Each stretch is a condition. More of them would cost more than reading quarters instead of days. */
const mostStretches = 50

/** Contains all events. Outside, the date types of ClickHouse overflow. */
const known = { from: 0, to: Date.UTC(2100, 0) }

const withinKnown = ({ from, to }: Range): Range => ({
  from: new Date(Math.max(from.getTime(), known.from)),
  to: new Date(Math.min(to.getTime(), known.to)),
})

/** The stretches of the range; undefined if more than the two ends would have to be read from single events. */
function stretchesIn({ range, spans = [range] }: Measured, edges: Date[]): Stretch[] | undefined {
  const ranges = spans.map(withinKnown).filter(({ from, to }) => from < to)
  const withDays = stretchesOf(ranges, edges, ['day', 'quarter', 'instant'])
  const stretches =
    withDays.length > mostStretches ? stretchesOf(ranges, edges, ['quarter', 'instant']) : withDays
  const cut = stretches.filter(({ grain }) => grain === 'instant')
  return cut.length < stretches.length && cut.length <= 2 ? stretches : undefined
}
