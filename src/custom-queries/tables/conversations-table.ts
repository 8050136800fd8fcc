import { conversationStates } from '../../analytics/conversations/conversation-states.ts'
import { type Sql, sql, text } from '../../clickhouse/sql.ts'
import { joinUsers } from './event-tables.ts'
import { type QueryTable, type TableSource } from './query-table.ts'

/** The conversations with their current state, as `conversations` lists them. */
export const conversations: QueryTable = {
  description: 'A conversation with its current state.',
  columns: {
    conversation_id: 'The id of the conversation.',
    user_id: 'The id of the user; empty without one.',
    bot_id: 'The bot; empty without one.',
    channel: 'The channel, such as `web`; empty without one.',
    status: '`ACTIVE`, `COMPLETED`, `ABANDONED` or `ESCALATED`.',
    resolved: 'Whether the conversation solved the problem; null if it was not said.',
    satisfaction: 'The score from 1 to 5; null without one.',
    topics: 'The topics, as a list of texts.',
    started_at: 'The time of the start.',
    ended_at: 'The time of the end; null while the conversation is active.',
    last_event_at: 'The time of the latest event.',
    date: 'The day of the start in the time zone of the query.',
    duration: 'The time from the start to the end, in seconds; null while the conversation is active.',
    messages: 'The number of messages.',
  },
  rows,
}

function rows(source: TableSource): Sql {
  const zone = text(source.timeZone)
  const showsUser = source.shows('user_id')
  const user = showsUser ? sql`known.external_id as user_id, ` : sql``
  return sql`
select conversation_id, ${user}bot_id, channel, status, resolved, satisfaction,
  JSONExtract(state.topics, 'Array(String)') as topics,
  toTimeZone(state.started_at, ${zone}) as started_at, toTimeZone(state.ended_at, ${zone}) as ended_at,
  toTimeZone(state.last_event_at, ${zone}) as last_event_at, toDate(state.started_at, ${zone}) as date,
  (toUnixTimestamp64Milli(state.ended_at) - toUnixTimestamp64Milli(state.started_at)) / 1000 as duration, messages
from (${conversationStates(source.project)}) as state${showsUser ? joinUsers(source.project) : sql``}`
}
