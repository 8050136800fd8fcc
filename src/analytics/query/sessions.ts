import { instant, name, raw, type Sql, sql } from '../../clickhouse/sql.ts'
import { dayMs } from '../../durations.ts'
import { isNoCrawler, isOfSession } from '../../entities/event-conditions.ts'
import { eventsIn } from './events.ts'
import { type Query } from './query.ts'
import { type Range } from './range.ts'

/**
 * The sessions that start in a range: `occurred_at` is the start, `user_no` the user, 0 for nobody, `events` the number
 * of events, and `seconds` the time from the first event to the last. The events of a user with the same `session_id` are
 * one session. Events of nobody join the session if exactly one user has that id; otherwise they are a session of nobody. Without an id, a gap of more than 30
 * minutes between two events of a user starts the next session. Events are read from a day before the range to a day
 * after, so that a session that began before the range is not counted as one that starts in it. The parts of the statement
 * begin with `word`: sessions within the condition of others have another one, because ClickHouse takes a part within
 * one of the same name for a reference to itself.
 */
export function sessionsIn(
  query: Pick<Query, 'project' | 'members'>,
  { from, to }: Range,
  condition: Sql,
  word = 'sessions',
): Sql {
  const read = name(word, 'read')
  const namedByUser = name(word, 'named_by_user')
  const named = name(word, 'named')
  const parted = name(word, 'parted')
  const started = name(word, 'started')
  return sql`(
  with ${read} as (
    select user_no, session_id, toUnixTimestamp64Milli(occurred_at) as at
    from ${eventsIn(query, { from: new Date(from.getTime() - dayMs), to: new Date(to.getTime() + dayMs) })}
      and ${raw(isOfSession)} and ${raw(isNoCrawler)}
      and (user_no != 0 or session_id != '')
      and ${condition}
  ),
  ${namedByUser} as (
    select cityHash64(session_id) as id, user_no, min(at) as started_at, max(at) as ended_at, count() as events
    from ${read}
    where session_id != ''
    group by id, user_no
  ),
  ${named} as (
    select arrayJoin(if(
      countIf(user_no != 0) = 1,
      [(max(user_no), min(started_at), max(ended_at), sum(events))],
      groupArray((user_no, started_at, ended_at, events)))) as session
    from ${namedByUser}
    group by id
  ),
  ${parted} as (
    select user_no, arrayJoin(arraySplit((at, gap) -> gap > 1800000, at, arrayDifference(at))) as part
    from (
      select user_no, arraySort(groupArray(at)) as at
      from ${read}
      where session_id = ''
      group by user_no
    )
  ),
  ${started} as (
    select session.1 as user_no, session.2 as started_at, session.3 as ended_at, session.4 as events from ${named}
    union all
    select user_no, part[1], part[-1], length(part) from ${parted}
  )
  select user_no, events, fromUnixTimestamp64Milli(started_at, 'UTC') as occurred_at, (ended_at - started_at) / 1000 as seconds
  from ${started}
  where occurred_at >= ${instant(from)} and occurred_at < ${instant(to)})`
}
