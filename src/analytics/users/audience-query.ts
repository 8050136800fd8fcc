import { firstEventsOf, usersOf } from '../../clickhouse/scope.ts'
import { instant, integer, type Sql, sql } from '../../clickhouse/sql.ts'
import { traitOf } from '../query/dimensions.ts'
import { eventsOfMeasured, type Measured } from '../query/measure/measured.ts'
import { aggregateOf, select } from '../query/measure/select-metrics.ts'
import { type Query } from '../query/query.ts'

/** The numbers of a group of active users. */
export interface AudienceRow {
  activeUsers: number
  newUsers: number
  events: number
  messages: number
}

/** The users with a breakdown value, and the number of all groups. */
export type AudienceGroupRow = AudienceRow & { breakdownValue: string; groups: number }

/** The same for a trait, and the number of users in all groups together. */
export type TraitGroupRow = AudienceGroupRow & { allUsers: number }

export const totalQuery = (query: Query, measured: Measured): Sql => sql`
select ${numbers}
from ${audienceEvents(query, measured)}`

/** The groups with the most users; groups with equally many are sorted by their value. */
export const groupsQuery = (query: Query, measured: Measured, by: Sql, first: number): Sql => sql`
select ${by} as breakdownValue, ${numbers}, count() over () as groups
from ${audienceEvents(query, measured)}
group by breakdownValue
order by activeUsers desc, breakdownValue
limit ${integer(first)}`

/** The distinct users of the groups that are not shown. The shown values stay in ClickHouse, because they may be long. */
export const otherUsersQuery = (query: Query, measured: Measured, by: Sql, first: number): Sql => sql`
select ${select(['activeUsers'])}
from ${audienceEvents(query, measured)}
where ${by} not in (select breakdownValue from (${groupsQuery(query, measured, by, first)}))`

/**
 * The groups of a trait. A user is in one group, so users are counted before their traits are joined. `allUsers` is the sum
 * over all groups.
 */
export const traitGroupsQuery = (query: Query, measured: Measured, trait: string, first: number): Sql => sql`
select trait as breakdownValue, count() as activeUsers, sum(isNew) as newUsers, sum(userEvents) as events,
  sum(userMessages) as messages, count() over () as groups, sum(count()) over () as allUsers
from (
  select user_no, any(is_new) as isNew, ${aggregateOf('events')} as userEvents, ${aggregateOf('messages')} as userMessages
  from ${audienceEvents(query, measured)}
  group by user_no) as active
left join (select user_no, ${traitOf(trait)} as trait from ${usersOf(query.project)}) as known using (user_no)
group by breakdownValue
order by activeUsers desc, breakdownValue
limit ${integer(first)}`

const numbers = sql`${select(['activeUsers', 'events', 'messages'])}, uniqExactIf(user_no, is_new) as newUsers`

/** The events of active users, and whether the user is new in the range. */
function audienceEvents(query: Query, measured: Measured): Sql {
  const { from, to } = measured.range
  return sql`(
  select *, user_no in (
    select user_no from ${firstEventsOf(query.project)}
    where occurred_at >= ${instant(from)} and occurred_at < ${instant(to)}) as is_new
  from ${eventsOfMeasured(query, measured)})`
}
