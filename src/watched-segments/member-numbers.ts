import { integer, sql } from '../clickhouse/sql.ts'
import { segmentUsers } from '../definitions/segment-users.ts'
import { type RequestScope } from '../request/request-scope.ts'

/** A segment with more users is not watched. */
export const mostMembers = 100_000

/** The numbers of the users of a segment now; undefined if they are too many. */
export async function memberNumbers(scope: RequestScope, segmentId: string): Promise<number[] | undefined> {
  const { query, found } = await segmentUsers(scope, { segmentId }, undefined)
  const rows = await query.run<{ user_no: number }>(
    'segment: watch',
    sql`select user_no from (${found}) limit ${integer(mostMembers + 1)}`,
  )
  return rows.length > mostMembers ? undefined : rows.map(({ user_no }) => user_no)
}
