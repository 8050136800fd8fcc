import { type Query } from '../analytics/query/query.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { integer, type Sql, sql } from '../clickhouse/sql.ts'
import { type User } from '../entities/user.ts'
import { type Connection } from '../schema/connection.ts'
import { type PageArgs } from '../schema/page-args.ts'
import { decodeCursor } from './cursor.ts'
import { userListing } from './listing.ts'
import { once } from './once.ts'
import { checkPageSize, toPage } from './page.ts'
import { usersByNo } from './users-by-no.ts'

/**
 * A page of the users behind a number, newest first. `found` is the statement that the number was counted from:
 * it has a row with `user_no` for each of them.
 * @throws INVALID_PAGE_SIZE outside 1 to 100, INVALID_CURSOR
 */
export async function pageOfUsers(
  scope: QueryScope,
  query: Query,
  name: string,
  found: Sql,
  args: PageArgs,
): Promise<Connection<User>> {
  checkPageSize(args)
  const of = { project: query.project, list: name }
  const before =
    args.after == null ? sql`true` : sql`user_no < ${integer(decodeCursor(of, args.after).number)}`
  const rows = await query.run<{ user_no: number }>(
    `${name}: page`,
    sql`select user_no from (${found}) where ${before} order by user_no desc limit ${integer(args.first + 1)}`,
  )
  const numbers = rows.map(row => Number(row.user_no))
  const users = await usersByNo(scope, numbers)
  const count = once(async () => {
    const [counted] = await query.run<{ users: number }>(
      `${name}: count`,
      sql`select count() as users from (${found})`,
    )
    return Number(counted!.users)
  })
  const onPage = numbers.flatMap(no => users.get(no) ?? [])
  return toPage(userListing, of, onPage, args, count)
}
