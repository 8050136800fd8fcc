import { type Query } from '../analytics/query/query.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { resolveQuery } from '../analytics/query/resolve-query.ts'
import { knownUsers, membersOf } from '../analytics/query/segment/members.ts'
import { momentOf } from '../analytics/query/segment/moment-of.ts'
import { plainSegment } from '../analytics/query/segment/plain-segment.ts'
import { type Sql, sql } from '../clickhouse/sql.ts'
import { badInput } from '../errors.ts'
import { WeekStart } from '../schema/date-range-input.ts'
import { type SegmentInput } from '../schema/users/segment-input.ts'

/** The users of a segment and all known users at a moment, as subqueries that select `user_no`. */
export interface SegmentUsers {
  query: Query
  /** Every count and every list of the segment selects from this subquery. */
  found: Sql
  known: Sql
}

/**
 * `inside` are the ids of the segments that contain the condition.
 * @throws INVALID_AS_OF after now, INVALID_SEGMENT, SEGMENT_CYCLE, NOT_FOUND
 */
export async function segmentUsers(
  scope: QueryScope,
  condition: SegmentInput,
  asOf: Date | null | undefined,
  inside: string[] = [],
): Promise<SegmentUsers> {
  if (asOf && asOf > scope.asOf) throw badInput('INVALID_AS_OF', 'asOf', 'asOf must not be in the future.')
  const [query, plain] = await Promise.all([
    resolveQuery(scope, { weekStart: WeekStart.MONDAY }),
    plainSegment(scope, condition, inside),
  ])
  const moment = await momentOf(scope, plain, asOf)
  return { query, found: membersOf(moment, plain), known: knownUsers(moment) }
}

/** The number of users that one of the subqueries selects. */
export async function countOf({ query }: SegmentUsers, users: Sql): Promise<number> {
  const [row] = await query.run<{ users: number }>(
    'segment: size',
    sql`select count() as users from (${users})`,
  )
  return Number(row!.users)
}
