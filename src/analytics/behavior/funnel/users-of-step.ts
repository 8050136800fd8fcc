import { integer, type Sql, sql } from '../../../clickhouse/sql.ts'
import { type User } from '../../../entities/user.ts'
import { pageOfUsers } from '../../../lists/page-of-users.ts'
import { type Connection } from '../../../schema/connection.ts'
import { type PageArgs } from '../../../schema/page-args.ts'
import { type AskedFunnel } from './asked-funnel.ts'
import { reached } from './reached.ts'

/** Users who reached a step. @throws INVALID_PAGE_SIZE, INVALID_CURSOR */
export const convertedUsers = (
  asking: AskedFunnel,
  place: number,
  page: PageArgs,
): Promise<Connection<User>> => usersWhere(asking, 'funnel: converted', sql`depth >= ${integer(place)}`, page)

/** Users who reached the step before and not this one; nobody drops out before the first. */
export const droppedUsers = (asking: AskedFunnel, place: number, page: PageArgs): Promise<Connection<User>> =>
  usersWhere(asking, 'funnel: dropped', sql`depth = ${integer(place - 1)} and ${integer(place)} > 1`, page)

/** Of sessions and conversations, the known users, each once. */
function usersWhere(
  { asker, asked, question }: AskedFunnel,
  name: string,
  condition: Sql,
  page: PageArgs,
): Promise<Connection<User>> {
  const rows = reached(asked, { ...question, breakdown: null }, { times: false })
  return pageOfUsers(
    asker,
    asked,
    name,
    sql`select distinct arrayJoin(users) as user_no from (${rows}) where ${condition}`,
    page,
  )
}
