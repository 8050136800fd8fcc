import { raw, sql } from '../../clickhouse/sql.ts'
import { makesUserActive } from '../../entities/active-user.ts'

/** A condition on an event: it makes its user active. In parentheses, so that `not` and `or` can stand around it. */
export const isActive = sql`(${raw(makesUserActive)})`
