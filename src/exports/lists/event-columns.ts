import { decimal, flag, json, type ListColumns, number, text, time, userText } from './columns.ts'

// In each expression `e` is a row of events, and `u` its user.

const identity: ListColumns = {
  eventId: text('e.event_id', 'The id of the event, unique among the events of its kind.'),
}

const named: ListColumns = {
  kind: text(`if(e.kind = 'event', 'CUSTOM', upper(e.kind))`, 'The kind, such as `MESSAGE` or `CUSTOM`.'),
  name: text('e.name', 'The name, such as `signup`.'),
}

const circumstances: ListColumns = {
  timestamp: time('e.occurred_at', 'When the event happened.'),
  userId: userText('u.external_id', 'The `userId` of the user, also for events of a linked visitor.'),
  sessionId: text('e.session_id', 'The `sessionId` as sent.'),
  conversationId: text('e.conversation_id', 'The `conversationId` as sent.'),
  botId: text('e.bot_id', 'The bot, as sent or from the conversation.'),
  channel: text('e.channel', 'The channel, as sent or from the conversation.'),
}

const reception: ListColumns = {
  properties: json('e.properties', 'The custom properties.'),
  originalTimestamp: time('e.original_at', 'The time by the clock of the sender, if that clock was wrong.'),
  receivedAt: time('e.received_at', 'When the service stored the event.'),
}

const modelUsage: ListColumns = {
  provider: text('e.provider', 'The provider of the model.'),
  model: text('e.model', 'The model.'),
  inputTokens: number('e.input_tokens', 'Input tokens that no cache of the provider was used for.'),
  cachedTokens: number('e.cached_tokens', 'Input tokens from the cache of the provider.'),
  cacheWriteTokens: number('e.cache_write_tokens', 'Input tokens written into the cache of the provider.'),
  outputTokens: number('e.output_tokens', 'Output tokens.'),
  reasoningTokens: number('e.reasoning_tokens', 'The part of `outputTokens` for reasoning.'),
  audioInputTokens: number('e.audio_input_tokens', 'The part of the input that is audio.'),
  audioOutputTokens: number('e.audio_output_tokens', 'The part of `outputTokens` that is audio.'),
  serviceTier: text('e.service_tier', 'The rate of the use, such as `BATCH`.'),
  costUsd: decimal('e.cost_usd', 'The cost in US dollars; empty if unknown.'),
  costSource: text('e.cost_source', 'Where the cost comes from, such as `COMPUTED`.'),
}

export const eventColumns: ListColumns = { ...identity, ...named, ...circumstances, ...reception }

export const messageColumns: ListColumns = {
  ...identity,
  ...circumstances,
  role: text('e.role', 'The speaker, such as `USER`.'),
  ...modelUsage,
  responseTimeMs: number('e.duration_ms', 'The response time in milliseconds.'),
  isFallback: flag('ifNull(e.is_fallback, false)', 'Whether the assistant did not know an answer.'),
  feedback: text('e.feedback', 'The feedback of the user: `POSITIVE` or `NEGATIVE`.'),
  ...reception,
}

export const aiCallColumns: ListColumns = {
  ...identity,
  ...circumstances,
  callType: text('e.call_type', 'The purpose of the call, such as `COMPLETION`.'),
  ...modelUsage,
  savedCostUsd: decimal('e.saved_cost_usd', 'The cost that your own cache saved, in US dollars.'),
  durationMs: number('e.duration_ms', 'The duration in milliseconds.'),
  timeToFirstTokenMs: number('e.first_token_ms', 'The time to the first token in milliseconds.'),
  cacheHit: flag('e.cache_hit', 'Whether your own cache answered.'),
  success: flag('e.success', 'Whether the call succeeded.'),
  errorClass: text('e.error_class', 'The class of the error, such as `rate_limit`.'),
  errorMessage: text('e.error_message', 'The message of the error.'),
  ...reception,
}

export const apiCallColumns: ListColumns = {
  ...identity,
  ...circumstances,
  method: text('e.method', 'The HTTP method.'),
  endpoint: text('e.endpoint', 'The route, such as `/v1/chats/:id`.'),
  statusCode: number('e.status_code', 'The HTTP status; empty without an answer.'),
  success: flag('e.success', 'Whether the call succeeded.'),
  durationMs: number('e.duration_ms', 'The duration in milliseconds.'),
  errorMessage: text('e.error_message', 'The message of the error.'),
  ...reception,
}

export const activityColumns: ListColumns = {
  ...identity,
  type: text('e.name', 'The kind of the activity, such as `login`.'),
  ...circumstances,
  ipAddress: text('e.ip', 'The address of the user, if `STORE_IP` is set.'),
  userAgent: text('e.user_agent', 'The user agent as sent.'),
  isBot: flag('e.is_bot', 'Whether the user agent is that of a crawler.'),
  browser: text('e.browser', 'The browser.'),
  os: text('e.os', 'The operating system.'),
  device: text('e.device', 'The device, such as `mobile`.'),
  ...reception,
}

export const systemMetricColumns: ListColumns = {
  ...identity,
  name: text('e.name', 'The name of the metric, such as `cpu`.'),
  timestamp: circumstances.timestamp!,
  value: number('e.value', 'The measured value.'),
  unit: text('e.unit', 'The unit of the value.'),
  ...reception,
}
