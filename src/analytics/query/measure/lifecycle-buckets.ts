import { type LifecycleBucket } from '../../../schema/behavior/lifecycle.ts'
import { type CalendarUnit } from '../../../schema/date-range-input.ts'
import { begunEdges } from '../begun-edges.ts'
import { bucketEdges } from '../calendar.ts'
import { isComplete } from '../meta.ts'
import { type Query } from '../query.ts'
import { type LifecycleRow, lifecycleQuery, type Watched } from './lifecycle-query.ts'

/** The users in each state of the lifecycle, for each bucket that has begun. */
export async function lifecycleBuckets(
  query: Query,
  name: string,
  watched: Watched,
  interval: CalendarUnit,
): Promise<LifecycleBucket[]> {
  const edges = lifecycleEdges(query, watched, interval)
  const rows = await query.run<LifecycleRow>(name, lifecycleQuery(query, watched, edges))
  const byNumber = new Map(rows.map(row => [row.bucket_no, row]))
  return edges.slice(2).map((end, i) => toBucket(query, edges[i + 1]!, end, byNumber.get(i + 2)))
}

/** The edges of the buckets, and before them the start of the previous bucket. */
export function lifecycleEdges(query: Query, { range }: Watched, interval: CalendarUnit): Date[] {
  const edges = begunEdges(query, range, interval)
  const first = edges[0]!
  const before = bucketEdges(new Date(first.getTime() - 1), first, interval, query.calendar)[0]!
  return [before, ...edges]
}

const toBucket = (query: Query, start: Date, end: Date, row?: LifecycleRow): LifecycleBucket => ({
  start,
  end,
  isComplete: isComplete(query, end),
  activeUsers: row?.ACTIVE ?? 0,
  newUsers: row?.NEW ?? 0,
  returning: row?.RETURNING ?? 0,
  resurrecting: row?.RESURRECTING ?? 0,
  dormant: row?.DORMANT ?? 0,
  changes: [],
})
