import { eventsOf, usersOf } from '../../clickhouse/scope.ts'
import { instant, int, raw, type Sql, sql } from '../../clickhouse/sql.ts'
import { mostEarlyEndMs } from '../../ingest/kinds/conversation.ts'
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
from (${conversations(query)}) as c
left join (select user_no, external_id from ${usersOf(query.project)}) as u on u.user_no = c.user_no
where c.started_at >= ${instant(query.range.from)} and c.started_at < ${instant(query.range.to)}
order by c.started_at, c.conversation_id`

/** Each conversation of the project with a matching event, as `projection/update-conversations.ts` computes it. */
const conversations = (query: ListQuery): Sql => sql`
select conversation_id, is_implied, last_event_at, user_no, bot_id, channel, resolved, satisfaction, topics,
  messages, tokens, cost_usd,
  arraySort(change -> (${isEarlyEnd} ? start : change.1, ${isEarlyEnd}, change.1, change.2), changes)[-1] as latest,
  if(latest.3 = '', 'ACTIVE', latest.3) as status,
  least(first_at, ifNull(start, first_at), ifNull(earliest_end, first_at)) as started_at,
  if(status = 'ACTIVE', null, latest.4) as ended_at
from (
  select conversation_id,
    countIf(kind = 'conversation') = 0 as is_implied,
    min(occurred_at) as first_at,
    max(occurred_at) as last_event_at,
    min(started_at) as start,
    min(ended_at) as earliest_end,
    groupArrayIf(
      (occurred_at, seq, toString(status), coalesce(ended_at, occurred_at)), kind = 'conversation' and status != ''
    ) as changes,
    ${label('user_no', '0')} as user_no,
    ${label('bot_id', "''")} as bot_id,
    ${label('channel', "''")} as channel,
    ${newest('resolved', 'isNotNull(of_project.resolved)')} as resolved,
    ${newest('satisfaction', 'isNotNull(of_project.satisfaction)')} as satisfaction,
    ${newest('topics', "of_project.topics != ''")} as topics,
    countIf(kind = 'message') as messages,
    sumIf(
      ifNull(input_tokens, 0) + ifNull(cached_tokens, 0) + ifNull(cache_write_tokens, 0) + ifNull(output_tokens, 0),
      kind = 'message') as tokens,
    sumIf(cost_usd, kind = 'message') as cost_usd
  from (select * from ${eventsOf(query.project)}) as of_project
  where conversation_id != '' and ${hasMatch(query)}
  group by conversation_id
)`

/** An end that follows its start, although the clock that told it is behind: see `update-conversations.ts`. */
const isEarlyEnd = sql`(
    ifNull(change.3 != 'ACTIVE' and change.1 between start - toIntervalMillisecond(${int(mostEarlyEndMs)}) and start, false))`

/** The value of the newest change that has one. */
const newest = (column: string, hasOne: string) =>
  raw(`argMaxIf(of_project.${column}, (occurred_at, seq), kind = 'conversation' and ${hasOne})`)

/** Events without a label have that of their conversation, so the newest change has it, or else the earliest event. */
function label(column: string, none: string): Sql {
  const hasOne = `of_project.${column} != ${none}`
  return sql`if(countIf(kind = 'conversation' and ${raw(hasOne)}) > 0, ${newest(column, hasOne)},
      argMinIf(${raw(`of_project.${column}`)}, (occurred_at, event_id), ${raw(hasOne)}))`
}

/** No event of a conversation that started in the range is earlier than the range. */
const hasMatch = ({ range: { from }, ...query }: ListQuery): Sql =>
  query.isNarrowed
    ? sql`conversation_id in (
      select conversation_id from ${matchingEvents({ ...query, range: { from, to: endOfTime } })})`
    : sql`true`

const endOfTime = new Date('2200-01-01')
