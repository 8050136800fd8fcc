import { grains } from '../../../clickhouse/grains.ts'
import { factsOf } from '../../../clickhouse/scope.ts'
import { instant, joined, raw, type Sql, sql, text } from '../../../clickhouse/sql.ts'
import { Dimension, type FilterInput } from '../../../schema/filter-input.ts'
import { type Asked } from '../asked.ts'
import { bucketOf } from '../facts.ts'
import { filterCondition } from '../filter.ts'
import { type Range } from '../range.ts'
import { type Measured } from './measured.ts'
import { selectFromStates, selectStates } from './select-metrics.ts'
import { type Statement } from './statement.ts'
import { type Stretch, stretchesOf } from './stretches.ts'

/** Facts of some steps of time, and these steps as milliseconds. */
interface Part {
  at: Sql
  projection: string
  facts: Sql
}

/**
 * Metrics that are totals, read from what the projections of `facts` keep for each kind of fact, day and quarter of an
 * hour: ClickHouse takes a projection where a question uses nothing but its keys and its states. Undefined where facts
 * are told apart by anything else, or where buckets begin between quarters.
 */
export function totalsIn(asked: Asked, measured: Measured, edges: Date[]): Statement | undefined {
  if (asked.members || measured.users || measured.only || !isOfKindAlone(measured.filter)) return undefined
  const stretches = keptStretches(measured, edges)
  if (!stretches) return undefined
  const parts = [...Map.groupBy(stretches, ({ grain }) => grain).values()].map(of =>
    partOf(asked, measured, of),
  )
  return {
    together: metrics => {
      const states = united(
        parts,
        ({ facts }) => sql`select ${selectStates(metrics)}
  from ${facts}`,
      )
      return sql`
select ${selectFromStates(metrics)}
from (${states})
${withProjections}`
    },
    overTime: metrics => {
      const states = united(
        parts,
        ({ at, facts }) => sql`select ${bucketOf(edges, at)} as bucket, ${selectStates(metrics)}
  from ${facts}
  group by bucket`,
      )
      return sql`
select bucket, ${selectFromStates(metrics)}
from (${states})
group by bucket
${withProjections}`
    },
  }
}

/** Other questions leave projections alone: they could use none, and planning would take longer for each there is. */
const withProjections = raw('settings optimize_use_projections = 1')

/** Each part names the projection that is made for it, so that ClickHouse looks at no other. */
const united = (parts: Part[], statement: (part: Part) => Sql): Sql =>
  joined(
    parts.map(
      part => sql`
  ${statement(part)}
  settings preferred_optimize_projection_name = ${raw(`'${part.projection}'`)}`,
    ),
    '\n  union all',
  )

/** Totals are kept for each kind of fact, so that a filter may ask for it. */
function isOfKindAlone(filter: FilterInput | null | undefined): boolean {
  if (!filter) return true
  const { dimension, property, trait, and, or, not } = filter
  if (property != null || trait != null || (dimension && dimension !== Dimension.KIND)) return false
  return [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])].every(isOfKindAlone)
}

/** Each stretch is a condition; more of them would cost more than reading quarters instead of days. */
const mostStretches = 50

/** Facts lie within; beyond, the days and quarters of ClickHouse begin anew. */
const known = { from: 0, to: Date.UTC(2100, 0) }

const withinKnown = ({ from, to }: Range): Range => ({
  from: new Date(Math.max(from.getTime(), known.from)),
  to: new Date(Math.min(to.getTime(), known.to)),
})

/** The stretches of the range; undefined if more would have to be read from facts than a quarter at either end. */
function keptStretches({ range, spans = [range] }: Measured, edges: Date[]): Stretch[] | undefined {
  const ranges = spans.map(withinKnown).filter(({ from, to }) => from < to)
  const withDays = stretchesOf(ranges, edges, ['day', 'quarter', 'instant'])
  const stretches =
    withDays.length > mostStretches ? stretchesOf(ranges, edges, ['quarter', 'instant']) : withDays
  const cut = stretches.filter(({ grain }) => grain === 'instant')
  return cut.length < stretches.length && cut.length <= 2 ? stretches : undefined
}

function partOf({ project }: Asked, { filter, kind }: Measured, stretches: Stretch[]): Part {
  const { at, projection, atOrAfter, before } = times[stretches[0]!.grain]
  const within = stretches.map(({ from, to }) => sql`${atOrAfter(from)} and ${before(to)}`)
  const ofKind = kind ? sql` and kind = ${text(kind)}` : sql``
  return {
    at,
    projection,
    facts: sql`${factsOf(project)} where (${joined(within, ' or ')})${ofKind} and ${filterCondition(project, filter)}`,
  }
}

const day = raw(grains.day)
const quarter = raw(grains.quarter)

/** Each step of time as milliseconds, and compared with an instant at which one begins. */
const times = {
  day: {
    projection: 'by_day',
    at: sql`toInt64(toUnixTimestamp(toDateTime(${day}, 'UTC'))) * 1000`,
    atOrAfter: (from: Date) => sql`${day} >= toDate(${instant(from)})`,
    before: (to: Date) => sql`${day} < toDate(${instant(to)})`,
  },
  quarter: {
    projection: 'by_quarter',
    at: sql`toInt64(toUnixTimestamp(${quarter})) * 1000`,
    atOrAfter: (from: Date) => sql`${quarter} >= toDateTime(${instant(from)}, 'UTC')`,
    before: (to: Date) => sql`${quarter} < toDateTime(${instant(to)}, 'UTC')`,
  },
  instant: {
    // There is none: without a name ClickHouse would look at all of them.
    projection: 'by_quarter',
    at: sql`toUnixTimestamp64Milli(occurred_at)`,
    atOrAfter: (from: Date) => sql`occurred_at >= ${instant(from)}`,
    before: (to: Date) => sql`occurred_at < ${instant(to)}`,
  },
}
