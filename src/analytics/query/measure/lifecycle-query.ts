import { firstEventsOf } from '../../../clickhouse/scope.ts'
import { instant, integers, joined, name, type Sql, sql } from '../../../clickhouse/sql.ts'
import { LifecycleNew, LifecycleState } from '../../../schema/behavior/lifecycle.ts'
import { isActive } from '../active.ts'
import { bucketOf } from '../events.ts'
import { type Query } from '../query.ts'
import { activeUsersIn } from './active-users.ts'
import { eventsOfMeasured, type Measured } from './measured.ts'

/** The events that count as activity, and the definition of a new user. */
export interface Watched extends Measured {
  newBy: LifecycleNew
}

/** A bucket by its position, from 1, and the number of users in each state. */
export type LifecycleRow = { bucket_no: number } & Record<LifecycleState, number>

/** The users in each state, as bitmaps: active `now`, active in the bucket `before`, and `new` in this bucket. */
const usersIn = {
  [LifecycleState.ACTIVE]: sql`now`,
  [LifecycleState.NEW]: sql`bitmapAnd(now, new)`,
  [LifecycleState.RETURNING]: sql`bitmapAnd(now, before)`,
  [LifecycleState.RESURRECTING]: sql`bitmapAndnot(bitmapAndnot(now, new), before)`,
  [LifecycleState.DORMANT]: sql`bitmapAndnot(before, now)`,
} satisfies Record<LifecycleState, Sql>

/** The number of users in each state. The first bucket is only the predecessor of the second. */
export function lifecycleQuery(query: Query, watched: Watched, edges: Date[]): Sql {
  const counts = Object.entries(usersIn).map(
    ([state, users]) => sql`bitmapCardinality(${users}) as ${name(state)}`,
  )
  return sql`select bucket_no, ${joined(counts)} from ${bitmapsIn(query, watched, edges)}`
}

/** The users in one state in the second of two buckets, as rows with `user_no`. */
export const lifecycleUsers = (query: Query, watched: Watched, edges: Date[], state: LifecycleState): Sql =>
  sql`select arrayJoin(bitmapToArray(${usersIn[state]})) as user_no
from ${bitmapsIn(query, watched, edges)} where bucket_no = 2`

/** A row for each bucket with three bitmaps of users: active in it, active in the bucket before, and new in it. */
function bitmapsIn(query: Query, watched: Watched, edges: Date[]): Sql {
  const range = { from: edges[0]!, to: edges.at(-1)! }
  const numberOf = sql`indexOf(${integers(edges.map(edge => edge.getTime()))}, bucket)`
  return sql`(
with seen as (
  select bucket_no, role, users
  from ${activeUsersIn(eventsOfMeasured(query, { ...watched, range }), edges)}
  array join [${numberOf}, ${numberOf} + 1] as bucket_no, ['now', 'before'] as role
  union all
  select ${numberOf} as bucket_no, 'new' as role, groupBitmapState(user_no) as users
  from (
    select ${bucketOf(edges)} as bucket, user_no
    from ${firstsOf(query, watched, range.to)}
    where occurred_at >= ${instant(range.from)} and occurred_at < ${instant(range.to)}
  )
  group by bucket_no
)
select bucket_no, groupBitmapMergeStateIf(users, role = 'now') as now,
  groupBitmapMergeStateIf(users, role = 'before') as before, groupBitmapMergeStateIf(users, role = 'new') as new
from seen
group by bucket_no)`
}

/** When each user was first active, or first did an event that the question is about. */
function firstsOf(query: Query, { newBy, ...watched }: Watched, to: Date): Sql {
  if (newBy === LifecycleNew.FIRST_ACTIVITY) return firstEventsOf(query.project)
  const events = eventsOfMeasured(query, { ...watched, range: { from: new Date(0), to } })
  // The inner alias differs from `occurred_at`: ClickHouse would put the minimum into the condition on the events.
  return sql`(
  select user_no, first as occurred_at
  from (select user_no, min(occurred_at) as first from ${events} and ${isActive} group by user_no))`
}
