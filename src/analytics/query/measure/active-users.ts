import { type Sql, sql } from '../../../clickhouse/sql.ts'
import { isActive } from '../active.ts'
import { bucketOf } from '../events.ts'

/**
 * The active users of each bucket: `bucket` is the start in milliseconds and `users` a bitmap. Bitmaps of several buckets
 * can be combined, and count a user once. Buckets without active users have no row.
 */
export const activeUsersIn = (events: Sql, edges: Date[]): Sql => sql`(
  select ${bucketOf(edges)} as bucket, groupBitmapState(user_no) as users
  from ${events} and ${isActive}
  group by bucket)`
