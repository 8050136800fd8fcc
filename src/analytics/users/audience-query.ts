import { audienceStates } from '../../clickhouse/precomputed/audience-days-table.ts'
import { firstEventsOf, usersOf } from '../../clickhouse/scope.ts'
import { instant, integer, type Sql, sql } from '../../clickhouse/sql.ts'
import { traitOf } from '../query/dimensions.ts'
import { eventsOfMeasured, type Measured } from '../query/measure/measured.ts'
import { aggregateOf } from '../query/measure/select-metrics.ts'
import { type Query } from '../query/query.ts'
import { type Range } from '../query/range.ts'

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

/** Groups of active users that add up: their `group_value`, the set of `users`, `user_events` and `user_messages`. */
export type Groups = Sql

/** The groups by the values of an expression over events. */
export const groupsOfEvents = (
  query: Pick<Query, 'project' | 'members'>,
  measured: Measured,
  by: Sql,
): Groups => sql`(
  select ${by} as group_value, ${audienceStates}
  from ${eventsOfMeasured(query, measured)}
  group by group_value)`

export const totalQuery = (query: Query, range: Range, groups: Groups): Sql => sql`
${withNewUsers(query, range)}
select ${numbers}
from (select ${united} from ${groups})`

/** The groups with the most users; groups with equally many are sorted by their value. */
export const groupsQuery = (query: Query, range: Range, groups: Groups, first: number): Sql => sql`
${withNewUsers(query, range)}
select group_value as breakdownValue, ${numbers}, count() over () as groups
from (select group_value, ${united} from ${groups} group by group_value)
order by activeUsers desc, breakdownValue
limit ${integer(first)}`

/** The distinct users of the groups that are not shown. The shown values stay in ClickHouse, because they may be long. */
export const otherUsersQuery = (query: Query, range: Range, groups: Groups, first: number): Sql => sql`
select groupBitmapMerge(users) as activeUsers
from ${groups}
where group_value not in (select breakdownValue from (${groupsQuery(query, range, groups, first)}))`

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

/** The numbers of the users who were first active in the range, as a set. */
const withNewUsers = ({ project }: Query, range: Range): Sql =>
  sql`with (select groupBitmapState(user_no) from (${newUsersIn(project, range)})) as new_users`

const newUsersIn = (project: string, { from, to }: Range): Sql => sql`
    select user_no from ${firstEventsOf(project)}
    where occurred_at >= ${instant(from)} and occurred_at < ${instant(to)}`

const united = sql`groupBitmapMergeState(users) as all_users, sum(user_events) as all_events, sum(user_messages) as all_messages`

const numbers = sql`bitmapCardinality(all_users) as activeUsers, all_events as events, all_messages as messages,
  bitmapAndCardinality(all_users, new_users) as newUsers`

/** The events of active users, and whether the user is new in the range. */
const audienceEvents = (query: Query, measured: Measured): Sql => sql`(
  select *, user_no in (${newUsersIn(query.project, measured.range)}) as is_new
  from ${eventsOfMeasured(query, measured)})`
