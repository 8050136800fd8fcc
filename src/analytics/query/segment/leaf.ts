import { type Sql, sql } from '../../../clickhouse/sql.ts'

/** A condition on a user, and whether it holds for one without any fact that counts; undefined when that depends. */
export interface Leaf {
  holds: Sql
  ofIdle: boolean | undefined
}

/** The users of a set, turned around where everybody else is meant. */
export const among = (users: Sql, isTurned = false): Sql =>
  isTurned ? sql`user_no not in (${users})` : sql`user_no in (${users})`
