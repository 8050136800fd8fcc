import { type ClientBase, type Pool } from 'pg'
import { type Span, type VersionedDay } from '../../../clickhouse/precomputed/precomputed-table.ts'
import { spansOf } from '../../../clickhouse/precomputed/spans.ts'
import { instant, integers, type Sql, sql, text } from '../../../clickhouse/sql.ts'
import { type Range } from '../range.ts'

/** The days of a project with events, all in the order of time. Other days have none. */
export interface PrecomputedDays {
  /** Days whose precomputed rows are right. */
  days: VersionedDay[]
  /** The spans of the other days, whose events have to be read. */
  stale: Span[]
}

type Row = VersionedDay & { isValid: boolean }

/**
 * The days of a project at the state of the copy after `batch`, which PostgreSQL has to know of already. The marks of a
 * batch are committed together with its end, so a day that is not stale is as it was when it was computed. A day that
 * was computed after the state may have later events, and counts as stale. Undefined if the days are not listed yet, or
 * so many are stale that reading all events is as good.
 */
export async function precomputedDays(
  client: ClientBase | Pool,
  project: string,
  batch: string,
): Promise<PrecomputedDays | undefined> {
  const { rows } = await client.query<Row>(
    `select starts_at as "from", ends_at as "to", version::float8 as version, not is_stale and batch <= $2 as "isValid"
     from precomputed_days join roll_ups using (project)
     where project = $1 and roll_ups.time_zone is not null
     order by starts_at`,
    [project, batch],
  )
  const days = rows.filter(({ isValid }) => isValid)
  const isWorthIt = days.length > 0 && 2 * days.length >= rows.length
  return isWorthIt ? { days, stale: spansOf(rows, ({ isValid }) => !isValid) } : undefined
}

/** Those of the spans that share time with the range. */
export const sharing = <Of extends Span>({ from, to }: Range, spans: Of[]): Of[] =>
  spans.filter(span => span.from < to && span.to > from)

/** Whether a day begins and ends within the range. */
export const isWholeIn = (range: Range, { from, to }: Span): boolean => from >= range.from && to <= range.to

/** The condition that a row of a precomputed table is one of these days. The start of the day finds the parts. */
export const isOfDays = (project: string, days: VersionedDay[]): Sql =>
  days.length
    ? sql`project = ${text(project)} and version in ${integers(days.map(({ version }) => version))}
    and day_at >= ${instant(days[0]!.from)} and day_at <= ${instant(days.at(-1)!.from)}`
    : sql`false`
