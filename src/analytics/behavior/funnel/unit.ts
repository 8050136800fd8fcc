import { raw, type Sql, sql } from '../../../clickhouse/sql.ts'
import { isNoCrawler, isOfSession } from '../../../entities/active-user.ts'
import { FunnelUnit } from '../../../schema/behavior/funnel-input.ts'

/** What goes through a funnel, as SQL. */
interface Unit {
  /** What events of one unit have in common. */
  key: Sql
  /** Which events belong to a unit. */
  isIn: Sql
  /** Who it is: a number, or an array of them. */
  users: Sql
}

const units = {
  [FunnelUnit.USER]: {
    key: sql`user_no`,
    isIn: sql`user_no != 0`,
    users: sql`[unit]`,
  },
  // Without an id, a session is cut out of what its user did: see `sessions.ts`.
  [FunnelUnit.SESSION]: {
    key: sql`(session_id, if(session_id = '', user_no, 0))`,
    isIn: sql`${raw(isNoCrawler)} and (session_id != ''
        or user_no != 0 and ${raw(isOfSession)})`,
    users: sql`groupUniqArrayIf(user_no, user_no != 0)`,
  },
  [FunnelUnit.CONVERSATION]: {
    key: sql`conversation_id`,
    isIn: sql`conversation_id != ''`,
    users: sql`groupUniqArrayIf(user_no, user_no != 0)`,
  },
} satisfies Record<FunnelUnit, Unit>

export const unitOf = (unit: FunnelUnit): Unit => units[unit]

/** Whether what a user did has to be cut into sessions first. */
export const isCut = (unit: FunnelUnit) => unit === FunnelUnit.SESSION

/** A gap that is longer begins a session. */
export const longestGapMs = raw('1800000')
