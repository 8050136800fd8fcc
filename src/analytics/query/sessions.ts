import { instant, raw, type Sql, sql } from '../../clickhouse/sql.ts'
import { isNoCrawler, isOfSession } from '../../entities/event-conditions.ts'
import { eventsIn } from './events.ts'
import { type Query } from './query.ts'
import { type Range } from './range.ts'

const dayMs = 86_400_000

/**
 * The sessions that start in a range: `occurred_at` is the start, `users` the users, `events` the number of events, and
 * `seconds` the time from the first event to the last. Events with the same `session_id` are one session. Without an id, a gap of more than 30
 * minutes between two events of a user starts the next session. Events are read from a day before the range to a day
 * after, so that a session that began before the range is not counted as one that starts in it.
 */
export function sessionsIn(
  query: Pick<Query, 'project' | 'members'>,
  { from, to }: Range,
  condition: Sql,
): Sql {
  return sql`(
  with events_of_sessions as (
    select user_no, session_id, toUnixTimestamp64Milli(occurred_at) as at
    from ${eventsIn(query, { from: new Date(from.getTime() - dayMs), to: new Date(to.getTime() + dayMs) })}
      and ${raw(isOfSession)} and ${raw(isNoCrawler)}
      and (user_no != 0 or session_id != '')
      and ${condition}
  ),
  named as (
    select groupUniqArrayIf(user_no, user_no != 0) as users, min(at) as started_at, max(at) as ended_at, count() as events
    from events_of_sessions
    where session_id != ''
    group by cityHash64(session_id)
  ),
  parted as (
    select user_no, arrayJoin(arraySplit((at, gap) -> gap > 1800000, at, arrayDifference(at))) as part
    from (
      select user_no, arraySort(groupArray(at)) as at
      from events_of_sessions
      where session_id = ''
      group by user_no
    )
  ),
  started as (
    select users, started_at, ended_at, events from named
    union all
    select [user_no], part[1], part[-1], length(part) from parted
  )
  select users, events, fromUnixTimestamp64Milli(started_at, 'UTC') as occurred_at, (ended_at - started_at) / 1000 as seconds
  from started
  where occurred_at >= ${instant(from)} and occurred_at < ${instant(to)})`
}
