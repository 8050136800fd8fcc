import { eventsOf } from '../../clickhouse/scope.ts'
import {
  isOfAnySession,
  joinedPieces,
  pieceOfEvent,
  sessionKey,
  sessionsOfPieces,
} from '../../clickhouse/session-pieces.ts'
import { instant, type Sql, sql } from '../../clickhouse/sql.ts'
import { type PrecomputedDays } from './precomputed/precomputed-days.ts'
import { precomputedSessions } from './precomputed/precomputed-sessions.ts'
import { type Query } from './query.ts'
import { type Range } from './range.ts'

/**
 * The sessions that start in a range: `occurred_at` is the start, `user_no` the user, 0 for nobody, `events` the number
 * of events, and `seconds` and `milliseconds` the time from the first event to the last. A session is the same whatever
 * the range: the events before and after the range that belong to one of its sessions are read too. Only events that
 * meet the condition count; without a condition the sessions are read from the precomputed days as far as possible.
 */
export const sessionsIn = (query: Sessions, range: Range, condition?: Sql): Sql => sql`(
  select user_no, events, fromUnixTimestamp64Milli(started_at, 'UTC') as occurred_at,
    ended_at - started_at as milliseconds, milliseconds / 1000 as seconds
  from ${allSessions(query, range, condition)}
  where occurred_at >= ${instant(range.from)} and occurred_at < ${instant(range.to)})`

interface Sessions extends Pick<Query, 'project' | 'members'> {
  precomputed?: PrecomputedDays | undefined
}

function allSessions(query: Sessions, range: Range, condition?: Sql): Sql {
  const { project, members, precomputed } = query
  if (precomputed && !members && !condition) return precomputedSessions(project, precomputed, range)
  return sessionsOfPieces(joinedPieces(eventsOfSessions(query, range, condition ?? sql`true`)))
}

/** The events of all sessions that may start in the range, each as a piece of a session. */
function eventsOfSessions(query: Sessions, range: Range, condition: Sql): Sql {
  const { project, members } = query
  const events = sql`${eventsOf(project)}
    where ${isOfAnySession} and ${condition}${members ? sql` and ${members}` : sql``}`
  const pieces = sql`select ${pieceOfEvent} from ${events}`
  if (isEver(range)) return sql`(${pieces})`
  const isInRange = sql`occurred_at >= ${instant(range.from)} and occurred_at < ${instant(range.to)}`
  return sql`(
    ${pieces} and ${isInRange}
    union all
    ${pieces} and not (${isInRange}) and ${sessionKey} in (select ${sessionKey} from ${events} and ${isInRange}))`
}

/** Before 1970 there are no events. Later events may belong to a session, but cannot start an earlier one. */
const isEver = ({ from }: Range) => from.getTime() <= 0
