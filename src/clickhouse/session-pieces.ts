import { isNoCrawler, isOfSession } from '../entities/event-conditions.ts'
import { raw, type Sql, sql } from './sql.ts'

/** The condition on an event that it is part of a session. */
export const isOfAnySession = raw(`${isOfSession} and ${isNoCrawler} and (user_no != 0 or session_id != '')`)

/**
 * Pieces of sessions: rows of `id`, the hash of the session id, 0 without one; `user_no`, 0 for nobody; `started_at` and
 * `ended_at` in milliseconds since 1970; and `events`, their number. An event is the smallest piece. Pieces that are
 * joined are pieces again, and joining them in steps gives the same as joining all events at once, as long as no two
 * pieces of one user without an id overlap.
 */
export const pieceOfEvent = sql`if(session_id = '', 0, cityHash64(session_id)) as id, user_no,
      toUnixTimestamp64Milli(occurred_at) as started_at, started_at as ended_at, toUInt64(1) as events`

/** What the events have in common that may belong to one session: the id, or the user without one. */
export const sessionKey = sql`(cityHash64(session_id), if(session_id = '', user_no, 0))`

/** A longer gap begins the next session of events without an id. */
export const longestGapMs = 1_800_000
const longestGap = raw(String(longestGapMs))

/**
 * Joins pieces: all of a user with one id, and those of a user without an id as far as no gap is longer than 30 minutes.
 * Pieces are joined only within `by`, a column of theirs that the result has too.
 */
export function joinedPieces(pieces: Sql, by?: Sql): Sql {
  const column = by ? sql`${by}, ` : sql``
  return sql`(
  select ${column}id, user_no, piece.1 as started_at, piece.2 as ended_at, piece.3 as events
  from (
    select ${column}id, user_no, arrayJoin(if(id != 0,
      [(min(started_at), max(ended_at), sum(events))],
      ${chainsOf(sql`arraySort(groupArrayIf((started_at, ended_at, events), id = 0))`)})) as piece
    from ${pieces}
    group by ${column}id, user_no
  ))`
}

/** The chains of sorted pieces, none of which has a gap that is too long. */
const chainsOf = (sorted: Sql): Sql => sql`arrayMap(
        chain -> (chain[1].1, chain[-1].2, arraySum(one -> one.3, chain)),
        arraySplit(
          (one, former) -> one.1 - former.2 > ${longestGap},
          ${sorted} as sorted,
          arrayConcat(arraySlice(sorted, 1, 1), arrayPopBack(sorted))))`

/**
 * The sessions of joined pieces: `user_no`, `started_at`, `ended_at` and `events`. Pieces of nobody with an id join the
 * session of a user if exactly one user has the id; otherwise they are a session of nobody.
 */
export const sessionsOfPieces = (joined: Sql): Sql => sql`(
  select session.1 as user_no, session.2 as started_at, session.3 as ended_at, session.4 as events
  from (
    select arrayJoin(if(id != 0 and countIf(user_no != 0) = 1,
      [(max(user_no), min(started_at), max(ended_at), sum(events))],
      groupArray((user_no, started_at, ended_at, events)))) as session
    from ${joined}
    group by id, if(id = 0, user_no, 0)
  ))`
