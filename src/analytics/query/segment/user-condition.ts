import { type Sql, sql } from '../../../clickhouse/sql.ts'

/** A condition on a user. */
export interface UserCondition {
  sql: Sql
  /** The value for a user without any event that counts; undefined if it depends on the user. */
  valueWithoutEvents: boolean | undefined
}

/** The condition that a user is in a set, or is not. */
export const among = (users: Sql, isNegated = false): Sql =>
  isNegated ? sql`user_no not in (${users})` : sql`user_no in (${users})`
