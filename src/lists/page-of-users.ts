import { type Query } from '../analytics/query/query.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { integer, raw, type Sql, sql } from '../clickhouse/sql.ts'
import { type User } from '../entities/user.ts'
import { type Connection } from '../schema/connection.ts'
import { largest } from '../schema/largest.ts'
import { type PageArgs } from '../schema/page-args.ts'
import { type Position } from './cursor.ts'
import { userListing } from './listing.ts'
import { once } from './once.ts'
import { toPage } from './page.ts'
import { type Slice, sliceOf } from './slice.ts'
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
  const of = { project: query.project, list: name }
  const slice = sliceOf(of, args, largest.nestedPage)
  const rows = await query.run<{ user_no: number }>(`${name}: page`, numbersIn(slice, found))
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
  return toPage({ slice, order: userListing, of }, onPage, count)
}

function numbersIn({ size, isFromEnd, after, before }: Slice, found: Sql): Sql {
  const beyond = (position: Position | null, operator: '<' | '>') =>
    position ? sql`user_no ${raw(operator)} ${integer(position.number)}` : sql`true`
  return sql`
select user_no from (${found})
where ${beyond(after, '<')} and ${beyond(before, '>')}
order by user_no ${raw(isFromEnd ? 'asc' : 'desc')} limit ${integer(size + 1)}`
}
