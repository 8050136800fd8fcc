import { type VersionedDay } from '../../../clickhouse/precomputed/precomputed-table.ts'
import { isWithin } from '../../../clickhouse/precomputed/spans.ts'
import { eventsOf } from '../../../clickhouse/scope.ts'
import {
  isOfAnySession,
  joinedPieces,
  pieceOfEvent,
  sessionsOfPieces,
} from '../../../clickhouse/session-pieces.ts'
import { type Sql, sql } from '../../../clickhouse/sql.ts'
import { type Range } from '../range.ts'
import { isOfDays, type PrecomputedDays, sharing } from './precomputed-days.ts'

/**
 * The sessions that start in the range, among others: those that are whole on a precomputed day, and those joined from
 * the open pieces of these days and the events of the stale days. The columns are those of `sessionsOfPieces`.
 */
export const precomputedSessions = (project: string, days: PrecomputedDays, range: Range): Sql => sql`(
  ${wholeSessions(project, sharing(range, days.days))}
  union all
  ${openSessions(project, days)})`

/** The sessions that are whole on one of the days. */
export const wholeSessions = (project: string, days: VersionedDay[]): Sql => sql`
  select user_no, started_at, started_at + milliseconds as ended_at, events
  from ${piecesOf(project, days)} and not is_open`

/** The sessions that may have events on several days, or on a stale one. */
export const openSessions = (project: string, { days, stale }: PrecomputedDays): Sql => sql`
  select user_no, started_at, ended_at, events
  from ${sessionsOfPieces(
    joinedPieces(sql`(
    select id, user_no, started_at, started_at + milliseconds as ended_at, events
    from ${piecesOf(project, days)} and is_open
    union all
    select ${pieceOfEvent} from ${eventsOf(project)} where ${isOfAnySession} and ${isWithin(stale)})`),
  )}`

/** The pieces of the days, with a condition behind. */
export const piecesOf = (project: string, days: VersionedDay[]): Sql =>
  sql`session_pieces where ${isOfDays(project, days)}`
