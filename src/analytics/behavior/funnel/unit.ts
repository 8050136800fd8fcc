import { int, raw, type Sql, sql } from '../../../clickhouse/sql.ts'
import { isNoCrawler, isOfSession } from '../../../entities/event-conditions.ts'
import { FunnelUnit } from '../../../schema/behavior/funnel-input.ts'

/** What goes through a funnel, as SQL. */
interface Unit {
  /** The columns that all events of a unit have in common. */
  key: Sql
  /** The columns that all events have in common that may belong to a unit. Default: `key`. */
  widestKey?: Sql
  /** The condition of events that belong to a unit. */
  isIn: Sql
  /** The numbers of its users, as an array. */
  users: Sql
}

const units = {
  [FunnelUnit.USER]: {
    key: sql`user_no`,
    isIn: sql`user_no != 0`,
    users: sql`[unit]`,
  },
  // `streams.ts` joins the events of nobody to the session of a user, and cuts the events without a session id.
  [FunnelUnit.SESSION]: {
    key: sql`(session_id, user_no)`,
    widestKey: sql`(session_id, if(session_id = '', user_no, 0))`,
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

/** Whether units are sessions, whose events have to be joined and cut. */
export const isSession = (unit: FunnelUnit) => unit === FunnelUnit.SESSION

/** A longer gap between two events begins a session. */
export const longestGapMs = int(1_800_000)
