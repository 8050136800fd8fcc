import { eventsOf } from '../../clickhouse/scope.ts'
import { int, raw, type Sql, sql } from '../../clickhouse/sql.ts'
import { mostEarlyEndMs } from '../../ingest/kinds/conversation.ts'

/**
 * The conversations of a project that have the events `among`, as a subquery: a row each with the state that
 * `projection/derived/update-conversations.ts` computes from all its events, `conversation_id`, `started_at`, `ended_at`,
 * `last_event_at`, `status`, `is_implied`, `resolved`, `satisfaction`, `topics` as JSON, `user_no`, `bot_id`, `channel`, and the
 * `messages`, `tokens` and `cost_usd` of its messages. Columns that are not read cost nothing.
 */
export const conversationStates = (project: string, among: Sql = sql`true`): Sql => sql`
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
  from (select * from ${eventsOf(project)}) as of_project
  where conversation_id != '' and ${among}
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
