import { sessionsIn } from '../../analytics/query/sessions.ts'
import { sql, text } from '../../clickhouse/sql.ts'
import { joinUsers } from './event-tables.ts'
import { type QueryTable } from './query-table.ts'

/** The times that an event may have. */
const always = { from: new Date(0), to: new Date('2200-01-01') }

export const sessions: QueryTable = {
  description: 'A session. Reading them computes the sessions of all history.',
  columns: {
    user_id: 'The id of the user; empty for a session of nobody.',
    started_at: 'The time of the first event.',
    date: 'The day of the start in the time zone of the query.',
    duration: 'The time from the first event to the last, in seconds.',
    events: 'The number of events.',
  },
  rows: ({ project, timeZone, shows }) => {
    const zone = text(timeZone)
    const showsUser = shows('user_id')
    return sql`
select ${showsUser ? sql`known.external_id as user_id, ` : sql``}toTimeZone(session.occurred_at, ${zone}) as started_at,
  toDate(session.occurred_at, ${zone}) as date, session.seconds as duration, session.events as events
from ${sessionsIn({ project }, always)} as session${showsUser ? joinUsers(project) : sql``}`
  },
}
