import { firstFactsOf } from '../../clickhouse/scope.ts'
import { instant, integers, raw, type Sql, sql } from '../../clickhouse/sql.ts'
import { LifecycleNew, LifecycleState } from '../../schema/behavior/lifecycle.ts'
import { isActive } from './active.ts'
import { type Asked } from './asked.ts'
import { bucketOf } from './facts.ts'
import { activeUsersIn } from './measure/active-users.ts'
import { factsOfMeasured, type Measured } from './measure/measured.ts'

/** Whose activity is meant, and what makes somebody new. */
export interface Watched extends Measured {
  newBy: LifecycleNew
}

/** A bucket by its place among all, 1 for the first, and how many users are in each state. */
export type LifecycleRow = { place: number } & Record<LifecycleState, number>

/** The users in each state, of those active now, active in the bucket before, and new in this one. */
const usersIn = {
  [LifecycleState.ACTIVE]: 'now',
  [LifecycleState.NEW]: 'bitmapAnd(now, new)',
  [LifecycleState.RETURNING]: 'bitmapAnd(now, before)',
  [LifecycleState.RESURRECTING]: 'bitmapAndnot(bitmapAndnot(now, new), before)',
  [LifecycleState.DORMANT]: 'bitmapAndnot(before, now)',
} satisfies Record<LifecycleState, string>

/** How many users are in each state. The first of the buckets is there to be looked back at. */
export function lifecycleQuery(asked: Asked, watched: Watched, edges: Date[]): Sql {
  const counts = Object.entries(usersIn).map(([state, users]) => `bitmapCardinality(${users}) as ${state}`)
  return sql`select place, ${raw(counts.join(', '))} from ${heldAgainst(asked, watched, edges)}`
}

/** The users in one state in the second of two buckets: a row with `user_no` for each that was counted. */
export const lifecycleUsers = (asked: Asked, watched: Watched, edges: Date[], state: LifecycleState): Sql =>
  sql`select arrayJoin(bitmapToArray(${raw(usersIn[state])})) as user_no
from ${heldAgainst(asked, watched, edges)} where place = 2`

/** Holds the users of each bucket against those of the bucket before, and against those who were new in it. */
function heldAgainst(asked: Asked, watched: Watched, edges: Date[]): Sql {
  const range = { from: edges[0]!, to: edges.at(-1)! }
  const placeOf = sql`indexOf(${integers(edges.map(edge => edge.getTime()))}, bucket)`
  return sql`(
with seen as (
  select place, role, users
  from ${activeUsersIn(factsOfMeasured(asked, { ...watched, range }), edges)}
  array join [${placeOf}, ${placeOf} + 1] as place, ['now', 'before'] as role
  union all
  select ${placeOf} as place, 'new' as role, groupBitmapState(user_no) as users
  from (
    select ${bucketOf(edges)} as bucket, user_no
    from ${firstsOf(asked, watched, range.to)}
    where occurred_at >= ${instant(range.from)} and occurred_at < ${instant(range.to)}
  )
  group by place
)
select place, groupBitmapMergeStateIf(users, role = 'now') as now,
  groupBitmapMergeStateIf(users, role = 'before') as before, groupBitmapMergeStateIf(users, role = 'new') as new
from seen
group by place)`
}

/** When everybody was first active, or did for the first time what the question is about. */
function firstsOf(asked: Asked, { newBy, ...watched }: Watched, to: Date): Sql {
  if (newBy === LifecycleNew.FIRST_ACTIVITY) return firstFactsOf(asked.project)
  const facts = factsOfMeasured(asked, { ...watched, range: { from: new Date(0), to } })
  // The condition of the facts must not see the minimum, which is why it goes by another name there.
  return sql`(
  select user_no, first as occurred_at
  from (select user_no, min(occurred_at) as first from ${facts} and ${isActive} group by user_no))`
}
