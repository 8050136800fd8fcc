import { conversationStates } from '../../analytics/conversations/conversation-states.ts'
import { usersOf } from '../../clickhouse/scope.ts'
import { instant, type Sql, sql } from '../../clickhouse/sql.ts'
import { decimal, flag, json, type ListColumns, number, text, time } from './columns.ts'
import { type ListQuery } from './list.ts'
import { matchingEvents } from './matching-events.ts'

export const conversationColumns: ListColumns = {
  conversationId: text('c.conversation_id', 'The `conversationId` as sent.'),
  status: text('c.status', 'The newest status, such as `COMPLETED`.'),
  startedAt: time('c.started_at', 'The start: the earliest time reported for it.'),
  endedAt: time('c.ended_at', 'The end; empty while the conversation is open.'),
  lastEventAt: time('c.last_event_at', 'The time of its last event of any kind.'),
  durationSeconds: number(
    `dateDiff('millisecond', c.started_at, c.ended_at) / 1000`,
    'From start to end, in seconds.',
  ),
  userId: text('u.external_id', 'The `userId` of its user.'),
  botId: text('c.bot_id', 'The bot.'),
  channel: text('c.channel', 'The channel.'),
  resolved: flag('c.resolved', 'Whether the request of the user was resolved; empty if not reported.'),
  satisfaction: number('c.satisfaction', 'The score of the user, 1 to 5.'),
  topics: json(`JSONExtract(c.topics, 'Array(String)')`, 'The topics, as a list.'),
  isImplied: flag('toBool(c.is_implied)', 'Whether it is known only from its messages or other events.'),
  messageCount: number('c.messages', 'Messages of every role.'),
  totalTokens: number('c.tokens', 'Input, cached and output tokens of the messages.'),
  costUsd: decimal('c.cost_usd', 'The known cost of the messages in US dollars.'),
}

/** The conversations that started in the range and have a matching event, by their start. */
export const conversationRows = (query: ListQuery, columns: Sql): Sql => sql`
select ${columns}
from (${conversationStates(query.project, hasMatch(query))}) as c
left join (select user_no, external_id from ${usersOf(query.project)}) as u on u.user_no = c.user_no
where c.started_at >= ${instant(query.range.from)} and c.started_at < ${instant(query.range.to)}
order by c.started_at, c.conversation_id`

/** No event of a conversation that started in the range is earlier than the range. */
const hasMatch = ({ range: { from }, ...query }: ListQuery): Sql =>
  query.isNarrowed
    ? sql`conversation_id in (
      select conversation_id from ${matchingEvents({ ...query, range: { from, to: endOfTime } })})`
    : sql`true`

const endOfTime = new Date('2200-01-01')
