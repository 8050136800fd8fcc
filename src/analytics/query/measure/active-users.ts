import { type Sql, sql } from '../../../clickhouse/sql.ts'
import { isActive } from '../active.ts'
import { bucketOf } from '../facts.ts'

/**
 * Who was active in each bucket that somebody was: `bucket`, its start in milliseconds, and `users`. As bitmaps, so
 * that the same users can be held against several other buckets and be counted once in each.
 */
export const activeUsersIn = (facts: Sql, edges: Date[]): Sql => sql`(
  select ${bucketOf(edges)} as bucket, groupBitmapState(user_no) as users
  from ${facts} and ${isActive}
  group by bucket)`
