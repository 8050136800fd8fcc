import { sessionTotals } from '../../metrics-catalogue/catalogue.ts'
import { statesOf } from '../../metrics-catalogue/total.ts'
import { eventsOf } from '../scope.ts'
import { isOfAnySession, joinedPieces, longestGapMs, pieceOfEvent } from '../session-pieces.ts'
import { int, integer, integers, type Sql, sql, text } from '../sql.ts'
import { dayColumns, dayStartOf, endsOf, startsOf } from './day-columns.ts'
import { type DaysToPrecompute, type PrecomputedTable } from './precomputed-table.ts'
import { isWithin } from './spans.ts'

/**
 * The pieces of sessions within each day. A piece that is not open is a whole session. An open one may belong to a
 * session that has other pieces: its id also occurs on another day or with another user, or it has no id and begins or
 * ends within 30 minutes of an end of the day. The projection has the totals of each day.
 */
export const sessionPieces: PrecomputedTable = {
  name: 'session_pieces',
  columns: {
    is_open: 'Bool',
    id: 'UInt64',
    user_no: 'UInt32',
    started_at: 'Int64',
    milliseconds: 'Int64',
    events: 'UInt64',
  },
  more: `projection by_day (
      select project, is_open, version, day_at, ${statesOf(sessionTotals).join(', ')}
      group by project, is_open, version, day_at
    )`,
  orderBy: 'is_open, id, user_no, started_at',
  rows: given => sql`
select ${dayColumns(given)},
  if(id != 0,
    id in (${openIds(given)}),
    started_at - day_start <= ${gap} or ${endsOf(given)}[indexOf(${startsOf(given)}, day_start)] - ended_at <= ${gap}),
  id, user_no, started_at, ended_at - started_at, events
from ${piecesOf(given)}`,
  isOf: users => sql`user_no in ${integers(users)}`,
  touchedBy: batch => sql`
select version from session_pieces
where not is_open and (project, id) in (
  select project, cityHash64(session_id) from events
  where batch = ${integer(batch)} and ${isOfAnySession} and session_id != '')`,
}

const gap = int(longestGapMs)

/** The pieces within each of the days; `day_start` is the start of the day in milliseconds. */
const piecesOf = (given: DaysToPrecompute): Sql =>
  joinedPieces(
    sql`(
      select ${dayStartOf(given, sql`started_at`)} as day_start, ${pieceOfEvent}
      from ${eventsOf(given.project)}
      where ${isOfAnySession} and ${isWithin(given.spans)})`,
    sql`day_start`,
  )

/** The ids of sessions on the days that also occur on another day, or with another user. */
const openIds = (given: DaysToPrecompute): Sql => sql`

      select id
      from (
        select id, user_no, day_start from ${piecesOf(given)} where id != 0
        union all
        select id, user_no, -1 as day_start from session_pieces
        where project = ${text(given.project)} and version in ${integers(given.others)} and id in (${idsOf(given)})
        union all
        select cityHash64(session_id) as id, user_no, -1 as day_start from ${eventsOf(given.project)}
        where ${isOfAnySession} and session_id != '' and ${isWithin(given.stale)} and id in (${idsOf(given)})
      )
      group by id
      having uniqExact((user_no, day_start)) > 1`

const idsOf = (given: DaysToPrecompute): Sql => sql`
          select cityHash64(session_id) from ${eventsOf(given.project)}
          where ${isOfAnySession} and session_id != '' and ${isWithin(given.spans)}`
