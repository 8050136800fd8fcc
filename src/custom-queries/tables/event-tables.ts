import { eventsOf, usersOf } from '../../clickhouse/scope.ts'
import { joined, name, type Sql, sql, text } from '../../clickhouse/sql.ts'
import { type EventColumn } from '../../entities/event-columns.ts'
import { type QueryTable, type TableSource } from './query-table.ts'

type Columns = Partial<Record<EventColumn, string>>

const shared: Columns = {
  event_id: 'The id that the sender gave, unique for its kind.',
  name: 'The name of the event, such as `page_view`; for a message or a call its kind.',
  session_id: 'The id of the session; empty without one.',
  conversation_id: 'The id of the conversation; empty without one.',
  bot_id: 'The bot; empty without one.',
  channel: 'The channel, such as `web`; empty without one.',
  properties: 'The properties as JSON: `properties.plan` is one of them.',
}

/** Columns that every event has and that are computed. */
const computed = {
  occurred_at: 'The time of the event.',
  date: 'The day of `occurred_at` in the time zone of the query.',
  user_id: 'The id of the user; empty without one. Of a visitor that was linked to a user, that of the user.',
}

const modelUse: Columns = {
  provider: 'The provider of the model, such as `openai`; empty without one.',
  model: 'The model as it was sent; empty without one.',
  input_tokens: 'Input tokens that the provider neither read from its cache nor wrote into it.',
  cached_tokens: 'Input tokens that the provider had cached.',
  cache_write_tokens: 'Input tokens that the provider wrote into its cache.',
  audio_input_tokens: 'Input tokens that are audio: a part of all input.',
  output_tokens: 'Output tokens.',
  reasoning_tokens: 'Output tokens spent on reasoning: a part of `output_tokens`.',
  audio_output_tokens: 'Output tokens that are audio: a part of `output_tokens`.',
  service_tier: 'The rate of the provider, such as `BATCH`; empty for the standard rate.',
  cost_usd: 'The cost in US dollars, with corrected prices; null if it is unknown.',
  cost_source: '`PROVIDED`, `COMPUTED`, `LOWER_BOUND` or `UNKNOWN`; empty without a model.',
  saved_cost_usd: 'The cost in US dollars that the cache of the platform saved.',
}

export const events = eventTable('An event of any kind.', sql`true`, {
  kind: '`event`, `activity`, `conversation`, `message`, `ai_call`, `api_call` or `system_metric`.',
  is_bot: 'Whether a crawler sent the event.',
})

export const activities = eventTable('An activity of a user, such as a login.', ofKind('activity'), {
  is_bot: 'Whether the user agent is a crawler.',
  browser: 'The browser, such as `Firefox`; empty if it is unknown.',
  os: 'The operating system; empty if it is unknown.',
  device: 'The kind of device, such as `mobile`; empty if it is unknown.',
})

export const messages = eventTable('A message of a conversation.', namedKind('message'), {
  role: 'The role of the author, such as `USER` or `ASSISTANT`.',
  ...modelUse,
  duration_ms: 'The time that the answer took, in milliseconds; null if it was not sent.',
  is_fallback: 'Whether the answer was a fallback; null if it was not sent.',
  feedback: 'The feedback of the user, `POSITIVE` or `NEGATIVE`; empty without one.',
})

export const aiCalls = eventTable('A request to a language model.', namedKind('ai_call'), {
  call_type: 'The kind of request, such as `COMPLETION`.',
  ...modelUse,
  duration_ms: 'The time that the request took, in milliseconds; null if it was not sent.',
  first_token_ms: 'The time until the first token, in milliseconds; null if it was not sent.',
  cache_hit: 'Whether the cache of the platform answered, without a request to the provider.',
  success: 'Whether the request succeeded; null if it was not sent.',
  error_class: 'The class of the error, such as `timeout`; empty without one.',
  error_message: 'The message of the error; empty without one.',
})

export const apiCalls = eventTable('A request to an HTTP endpoint of the platform.', namedKind('api_call'), {
  method: 'The method, such as `GET`.',
  endpoint: 'The endpoint, such as `/v1/chat`.',
  status_code: 'The HTTP status; null if the request got no answer.',
  success: 'Whether the request succeeded; null if it was not sent.',
  duration_ms: 'The time that the request took, in milliseconds; null if it was not sent.',
  error_message: 'The message of the error; empty without one.',
})

export const systemMetrics = eventTable(
  'A measured value of a machine or process.',
  ofKind('system_metric'),
  {
    value: 'The measured value.',
    unit: 'The unit, such as `percent`; empty without one.',
  },
)

function ofKind(kind: string): Sql {
  return sql`kind = ${text(kind)}`
}

/** Events are ordered by name, so that the name finds the kind in the index. */
function namedKind(kind: string): Sql {
  return sql`name = ${text(kind)} and kind = ${text(kind)}`
}

function eventTable(description: string, condition: Sql, own: Columns): QueryTable {
  const stored = { ...shared, ...own }
  return {
    description,
    columns: { ...computed, ...stored },
    rows: source => rowsOf(source, condition, Object.keys(stored)),
  }
}

function rowsOf(source: TableSource, condition: Sql, stored: string[]): Sql {
  const { project, timeZone } = source
  const zone = text(timeZone)
  const showsUser = source.shows('user_id')
  const columns = [
    sql`toTimeZone(event.occurred_at, ${zone}) as occurred_at`,
    sql`toDate(event.occurred_at, ${zone}) as date`,
    ...(showsUser ? [sql`known.external_id as user_id`] : []),
    ...stored.map(column => sql`event.${name(column)} as ${name(column)}`),
  ]
  return sql`select ${joined(columns)} from ${eventsOf(project)} as event${showsUser ? joinUsers(project) : sql``} where ${condition}`
}

/** Adds the ids of the users of rows with `user_no`; empty for nobody. */
export const joinUsers = (project: string): Sql =>
  sql` left any join (select user_no, external_id from ${usersOf(project)}) as known using (user_no)`
