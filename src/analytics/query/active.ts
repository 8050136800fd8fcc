import { raw, sql } from '../../clickhouse/sql.ts'
import { makesUserActive } from '../../entities/event-conditions.ts'

/** A condition on an event: it makes its user active. In parentheses, so that it can be part of `not` and `or`. */
export const isActive = sql`(${raw(makesUserActive)})`
