import { eventsOf } from '../../clickhouse/scope.ts'
import { int, name, type Sql, sql, text } from '../../clickhouse/sql.ts'
import { mostEarlyEndMs } from '../../ingest/kinds/conversation.ts'
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

/**
 * The state is computed from the changes of the conversation, as `projection/update-conversations.ts` does: for each
 * attribute the newest value counts. Its bot, channel and user are those of the newest change that has one, and without
 * a change those of the earliest event: events that were sent without one have that of their conversation by now.
 */
function rows(source: TableSource): Sql {
  const zone = text(source.timeZone)
  const showsUser = source.shows('user_id')
  return sql`
select conversation_id, ${showsUser ? sql`known.external_id as user_id, ` : sql``}bot_id, channel, status, resolved, satisfaction, topics,
  toTimeZone(start_at, ${zone}) as started_at, toTimeZone(end_at, ${zone}) as ended_at,
  toTimeZone(last_at, ${zone}) as last_event_at, toDate(start_at, ${zone}) as date,
  (toUnixTimestamp64Milli(end_at) - toUnixTimestamp64Milli(start_at)) / 1000 as duration, messages
from (
  select conversation_id, said_user as user_no, said_bot as bot_id, said_channel as channel,
    if(ended.1 = '', 'ACTIVE', ended.1) as status, said_resolved as resolved, said_satisfaction as satisfaction,
    JSONExtract(said_topics, 'Array(String)') as topics, first_at as start_at,
    if(status = 'ACTIVE', null, ended.2) as end_at, last_at, messages
  from (
    select conversation_id, first_at, last_at, messages, said_user, said_bot, said_channel, said_resolved, said_satisfaction, said_topics,
      arrayMap(change -> (
        change.3 != 'ACTIVE' and change.1 >= opened_at - interval ${int(mostEarlyEndMs)} millisecond and change.1 <= opened_at,
        change), changes) as judged,
      arrayReverseSort(change -> (
        if(ifNull(change.1, 0), assumeNotNull(opened_at), change.2.1), ifNull(change.1, 0), change.2.1, change.2.2), judged)[1].2 as newest,
      (newest.3, newest.4) as ended
    from (
      select conversation_id,
        min(least(ifNull(started_at, occurred_at), ifNull(ended_at, occurred_at), occurred_at)) as first_at,
        max(occurred_at) as last_at, countIf(kind = 'message') as messages,
        min(started_at) as opened_at,
        groupArrayIf((occurred_at, seq, toString(status), ifNull(ended_at, occurred_at)), kind = 'conversation' and status != '') as changes,
        ${latest('user_no', sql`user_no != 0`)} as said_user,
        ${latest('bot_id', sql`bot_id != ''`)} as said_bot,
        ${latest('channel', sql`channel != ''`)} as said_channel,
        ${newest('resolved', sql`resolved is not null`)} as said_resolved,
        ${newest('satisfaction', sql`satisfaction is not null`)} as said_satisfaction,
        ${newest('topics', sql`topics != ''`)} as said_topics
      from ${eventsOf(source.project)}
      where conversation_id != ''
      group by conversation_id
    ) as said
  ) as judging
) as conversation${showsUser ? joinUsers(source.project) : sql``}`
}

/** The value of the newest change that has one. */
const newest = (column: string, has: Sql): Sql =>
  sql`argMaxIf(${name(column)}, (occurred_at, seq), kind = 'conversation' and ${has})`

/** The value of the newest change that has one, or of the earliest other event. */
const latest = (column: string, has: Sql): Sql =>
  sql`if(countIf(kind = 'conversation' and ${has}) > 0, ${newest(column, has)},
          argMinIf(${name(column)}, (occurred_at, event_id), ${has}))`
