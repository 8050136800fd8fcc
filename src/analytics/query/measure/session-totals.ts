import { type VersionedDay } from '../../../clickhouse/precomputed/precomputed-table.ts'
import { instant, joined, raw, type Sql, sql } from '../../../clickhouse/sql.ts'
import { type Metric } from '../../../metrics-catalogue/catalogue.ts'
import { bucketOf } from '../events.ts'
import { isWholeIn, type PrecomputedDays, sharing } from '../precomputed/precomputed-days.ts'
import { openSessions, piecesOf, wholeSessions } from '../precomputed/precomputed-sessions.ts'
import { type Query } from '../query.ts'
import { type Range } from '../range.ts'
import { isOfAllEvents, type Measured } from './measured.ts'
import { selectFromStates, selectStates } from './select-metrics.ts'
import { type Statement } from './statement.ts'

/**
 * Reads totals of sessions from the projection of `session_pieces`, which has states for each day. Sessions of several
 * days, of stale days, and of days that an edge or an end of the range cuts are added one by one. Undefined if the
 * question has a condition.
 */
export function sessionTotalsIn(query: Query, measured: Measured, edges: Date[]): Statement | undefined {
  const { project, precomputed } = query
  if (!precomputed || !isOfAllEvents(query, measured)) return undefined
  const parts = partsOf(project, precomputed, measured.range, edges)
  return {
    together: metrics => together(parts, metrics),
    overTime: metrics => overTime(parts, metrics, edges),
  }
}

/** Rows with the columns of sessions, and the start of the session or of its day in milliseconds as `at`. */
interface Part {
  at: Sql
  rows: Sql
}

function partsOf(project: string, precomputed: PrecomputedDays, range: Range, edges: Date[]): Part[] {
  const days = sharing(range, precomputed.days)
  const whole = days.filter(day => isWhole(day, range, edges))
  const cut = days.filter(day => !whole.includes(day))
  const ofDays = {
    at: sql`toUnixTimestamp64Milli(day_at)`,
    rows: sql`${piecesOf(project, whole)} and not is_open`,
  }
  const rows = sql`(
    select *, ended_at - started_at as milliseconds
    from (${cut.length ? sql`${wholeSessions(project, cut)} union all ` : sql``}${openSessions(project, precomputed)})
    where started_at >= toUnixTimestamp64Milli(${instant(range.from)}) and started_at < toUnixTimestamp64Milli(${instant(range.to)}))`
  const oneByOne = { at: sql`started_at`, rows }
  return whole.length ? [ofDays, oneByOne] : [oneByOne]
}

/** Whether all sessions of a day are in the range, and in one bucket. */
const isWhole = (day: VersionedDay, range: Range, edges: Date[]): boolean =>
  isWholeIn(range, day) && !edges.some(edge => edge > day.from && edge < day.to)

const together = (parts: Part[], metrics: Metric[]): Sql => sql`
select ${selectFromStates(metrics)}
from (${united(parts, ({ rows }) => sql`select ${selectStates(metrics)} from ${rows}`)})
${withProjections}`

const overTime = (parts: Part[], metrics: Metric[], edges: Date[]): Sql => sql`
select bucket, ${selectFromStates(metrics)}
from (${united(
  parts,
  ({ at, rows }) =>
    sql`select ${bucketOf(edges, at)} as bucket, ${selectStates(metrics)} from ${rows} group by bucket`,
)})
group by bucket
${withProjections}`

const united = (parts: Part[], statement: (part: Part) => Sql): Sql =>
  joined(parts.map(statement), '\n  union all\n  ')

/** The projections of `events` cannot answer for sessions: planning would look at them in vain. */
const withProjections = raw(
  `settings optimize_use_projections = 1, preferred_optimize_projection_name = 'by_day'`,
)
