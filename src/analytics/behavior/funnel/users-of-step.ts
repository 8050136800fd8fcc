import { int, type Sql, sql } from '../../../clickhouse/sql.ts'
import { type User } from '../../../entities/user.ts'
import { pageOfUsers } from '../../../lists/page-of-users.ts'
import { type FunnelPartStep } from '../../../schema/behavior/funnel.ts'
import { type Connection } from '../../../schema/connection.ts'
import { type PageArgs } from '../../../schema/page-args.ts'
import { type ResolvedFunnel } from './resolve-funnel.ts'

/** A step whose users can be listed. */
export interface ListedStep {
  resolved: ResolvedFunnel
  /** The statement that the numbers of the step were counted from: a row for each unit, with `users` and `depth`. */
  rows: () => Sql
  /** The number of the step, from 1. */
  step: number
}

/** The steps, with what their lists of users are taken from. */
export const listed = <Step extends FunnelPartStep>(
  resolved: ResolvedFunnel,
  rows: () => Sql,
  steps: Step[],
): (Step & ListedStep)[] => steps.map((step, i) => ({ ...step, resolved, rows, step: i + 1 }))

/** Users who reached a step. @throws INVALID_PAGE_SIZE, INVALID_CURSOR */
export const convertedUsers = (listed: ListedStep, page: PageArgs): Promise<Connection<User>> =>
  usersWhere(listed, 'funnel: converted', sql`depth >= ${int(listed.step)}`, page)

/**
 * Users who reached the step before and not this one. Rows have a depth from 1, so no user drops out before the first
 * step.
 * @throws INVALID_PAGE_SIZE, INVALID_CURSOR
 */
export const droppedUsers = (listed: ListedStep, page: PageArgs): Promise<Connection<User>> =>
  usersWhere(listed, 'funnel: dropped', sql`depth = ${int(listed.step - 1)}`, page)

/** The users of the units that meet the condition, each once. A session or conversation may have no known user. */
const usersWhere = (
  { resolved: { scope, query }, rows }: ListedStep,
  name: string,
  condition: Sql,
  page: PageArgs,
): Promise<Connection<User>> =>
  pageOfUsers(
    scope,
    query,
    name,
    sql`select distinct arrayJoin(users) as user_no from (${rows()}) where ${condition}`,
    page,
  )
