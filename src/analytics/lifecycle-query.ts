import { firstFactsOf } from '../clickhouse/scope.ts'
import { instant, integers, type Sql, sql } from '../clickhouse/sql.ts'
import { activeUsersIn } from './query/active-users.ts'
import { type Asked } from './query/ask.ts'
import { bucketOf } from './query/facts.ts'
import { factsOfMeasured, type Measured } from './query/measured.ts'

/** A bucket by its place among all, 1 for the first. */
export interface LifecycleRow {
  place: number
  activeUsers: number
  activeBefore: number
  newUsers: number
  returning: number
}

/** Holds the users of each bucket against those of the bucket before, and against those who were new in it. */
export function lifecycleQuery(asked: Asked, measured: Measured, edges: Date[]): Sql {
  const range = { from: edges[0]!, to: edges.at(-1)! }
  const placeOf = sql`indexOf(${integers(edges.map(edge => edge.getTime()))}, bucket)`
  return sql`
with seen as (
  select place, role, users
  from ${activeUsersIn(factsOfMeasured(asked, { ...measured, range }), edges)}
  array join [${placeOf}, ${placeOf} + 1] as place, ['now', 'before'] as role
  union all
  select ${placeOf} as place, 'new' as role, groupBitmapState(user_no) as users
  from (
    select ${bucketOf(edges)} as bucket, user_no
    from ${firstFactsOf(asked.project)}
    where occurred_at >= ${instant(range.from)} and occurred_at < ${instant(range.to)}
  )
  group by place
),
held as (
  select place, groupBitmapMergeStateIf(users, role = 'now') as now,
    groupBitmapMergeStateIf(users, role = 'before') as before, groupBitmapMergeStateIf(users, role = 'new') as new
  from seen
  group by place
)
select place, bitmapCardinality(now) as activeUsers, bitmapCardinality(before) as activeBefore,
  bitmapAndCardinality(now, new) as newUsers, bitmapAndCardinality(now, before) as returning
from held`
}
