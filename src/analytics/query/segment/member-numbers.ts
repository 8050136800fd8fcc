import { integer, sql } from '../../../clickhouse/sql.ts'
import { WeekStart } from '../../../schema/date-range-input.ts'
import { type QueryScope } from '../query-scope.ts'
import { resolveQuery } from '../resolve-query.ts'
import { membersOf } from './members.ts'
import { momentOf } from './moment-of.ts'
import { plainSegment } from './plain-segment.ts'

/** A segment with more users is not watched, and has no budget. */
export const mostMembers = 100_000

/**
 * The numbers of the users of a saved segment now; undefined if they are too many. `purpose` names the statement.
 * @throws INVALID_SEGMENT, SEGMENT_CYCLE, NOT_FOUND
 */
export async function memberNumbers(
  scope: QueryScope,
  segmentId: string,
  purpose: string,
): Promise<number[] | undefined> {
  const [{ run }, plain] = await Promise.all([
    resolveQuery(scope, { weekStart: WeekStart.MONDAY }),
    plainSegment(scope, { segmentId }),
  ])
  const members = membersOf(await momentOf(scope, plain), plain)
  const rows = await run<{ user_no: number }>(
    purpose,
    sql`select user_no from (${members}) limit ${integer(mostMembers + 1)}`,
  )
  return rows.length > mostMembers ? undefined : rows.map(({ user_no }) => user_no)
}
