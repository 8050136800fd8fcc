import { joined, name, type Sql, sql } from '../../../clickhouse/sql.ts'
import { isActive } from '../active.ts'
import { bucketOf } from '../events.ts'

/**
 * The active users of each bucket: `bucket` is the start in milliseconds and `users` a bitmap. Bitmaps of several buckets
 * can be combined, and count a user once. Buckets without active users have no row. With labels there is a row for each
 * combination of `label_1`, `label_2` and so on.
 */
export function activeUsersIn(events: Sql, edges: Date[], labels: Sql[] = []): Sql {
  const names = labels.map((_, i) => name('label', i + 1))
  const columns = labels.map((label, i) => sql`, ${label} as ${names[i]!}`)
  return sql`(
  select ${bucketOf(edges)} as bucket${joined(columns, '')}, groupBitmapState(user_no) as users
  from ${events} and ${isActive}
  group by ${joined([sql`bucket`, ...names])})`
}
