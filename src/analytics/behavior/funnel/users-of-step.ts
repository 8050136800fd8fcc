import { int, type Sql, sql } from '../../../clickhouse/sql.ts'
import { type User } from '../../../entities/user.ts'
import { pageOfUsers } from '../../../lists/page-of-users.ts'
import { type Connection } from '../../../schema/connection.ts'
import { type PageArgs } from '../../../schema/page-args.ts'
import { reached } from './reached.ts'
import { type ResolvedFunnel } from './resolve-funnel.ts'

/** Users who reached a step, counted from 1. @throws INVALID_PAGE_SIZE, INVALID_CURSOR */
export const convertedUsers = (
  resolved: ResolvedFunnel,
  step: number,
  page: PageArgs,
): Promise<Connection<User>> => usersWhere(resolved, 'funnel: converted', sql`depth >= ${int(step)}`, page)

/**
 * Users who reached the step before and not this one. Rows of `reached` have a depth from 1, so no user drops out before
 * the first step.
 * @throws INVALID_PAGE_SIZE, INVALID_CURSOR
 */
export const droppedUsers = (
  resolved: ResolvedFunnel,
  step: number,
  page: PageArgs,
): Promise<Connection<User>> => usersWhere(resolved, 'funnel: dropped', sql`depth = ${int(step - 1)}`, page)

/** The users of the units that meet the condition, each once. A session or conversation may have no known user. */
function usersWhere(
  { scope, query, question }: ResolvedFunnel,
  name: string,
  condition: Sql,
  page: PageArgs,
): Promise<Connection<User>> {
  const rows = reached(query, { ...question, breakdown: null }, { times: false })
  return pageOfUsers(
    scope,
    query,
    name,
    sql`select distinct arrayJoin(users) as user_no from (${rows}) where ${condition}`,
    page,
  )
}
