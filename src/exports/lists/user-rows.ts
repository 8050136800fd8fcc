import { eventsOf, usersOf } from '../../clickhouse/scope.ts'
import { type Sql, sql } from '../../clickhouse/sql.ts'
import { json, type ListColumns, number, text, time } from './columns.ts'
import { type ListQuery } from './list.ts'
import { matchingEvents } from './matching-events.ts'

export const userColumns: ListColumns = {
  userId: text('u.external_id', 'The `userId` as sent.'),
  username: text('u.username', 'The name, as last sent with `identify`.'),
  traits: json('u.traits', 'The traits sent with `identify`.'),
  createdAt: time('u.created_at', 'When the service first heard of the user.'),
  firstSeenAt: time('s.first_at', 'The time of the first event of any kind.'),
  lastSeenAt: time('s.last_at', 'The time of the last event of any kind.'),
  events: number('s.events', 'All events of the user.'),
}

/** The users with a matching event in the range, by the time of their first event. */
export const userRows = (query: ListQuery, columns: Sql): Sql => sql`
select ${columns}
from (
  select user_no, min(occurred_at) as first_at, max(occurred_at) as last_at, count() as events
  from ${eventsOf(query.project)}
  where user_no in (select user_no from ${matchingEvents(query)})
  group by user_no
) as s
join ${usersOf(query.project)} as u on u.user_no = s.user_no
order by s.first_at, s.user_no`
