/**
 * The attributes that a field is read from; the first one that is present counts. The conventions for model calls have no stable
 * version and several dialects: OpenTelemetry (`gen_ai.`, also under former names), OpenInference (`llm.token_count.`), the
 * Vercel AI SDK (`ai.`), OpenLLMetry (`llm.usage.`, `traceloop.`), LiteLLM, Langfuse, and our own destinations (`convograph.`). A
 * name with `#` is a key of the JSON in the attribute before it.
 */
export const attributeNames = {
  provider: [
    'gen_ai.provider.name',
    'ai.model.provider',
    'gen_ai.system',
    'llm.provider',
    'llm.system',
    'llm.vendor',
  ],
  model: [
    'gen_ai.response.model',
    'ai.response.model',
    'llm.response.model',
    'langfuse.observation.model.name',
    'gen_ai.request.model',
    'llm.model_name',
    'embedding.model_name',
    'reranker.model_name',
    'ai.model.id',
    'llm.request.model',
  ],
  eventId: ['convograph.event_id'],
  callId: ['convograph.call_id'],
  responseId: ['gen_ai.response.id', 'ai.response.id', 'llm.response.id'],
  inputTokens: [
    'gen_ai.usage.input_tokens',
    'gen_ai.usage.prompt_tokens',
    'llm.token_count.prompt',
    'ai.usage.inputTokens',
    'ai.usage.promptTokens',
    'ai.usage.tokens',
    'llm.usage.prompt_tokens',
    'langfuse.observation.usage_details#input',
    'langfuse.observation.usage_details#input_tokens',
    'langfuse.observation.usage_details#prompt_tokens',
  ],
  outputTokens: [
    'gen_ai.usage.output_tokens',
    'gen_ai.usage.completion_tokens',
    'llm.token_count.completion',
    'ai.usage.outputTokens',
    'ai.usage.completionTokens',
    'llm.usage.completion_tokens',
    'langfuse.observation.usage_details#output',
    'langfuse.observation.usage_details#output_tokens',
    'langfuse.observation.usage_details#completion_tokens',
  ],
  cachedTokens: [
    'gen_ai.usage.cache_read.input_tokens',
    'gen_ai.usage.cache_read_input_tokens',
    'gen_ai.usage.cache_read_tokens',
    'gen_ai.usage.cached_input_tokens',
    'gen_ai.usage.input_tokens.cached',
    'gen_ai.usage.details.cache_read_tokens',
    'gen_ai.usage.details.cache_read_input_tokens',
    'llm.token_count.prompt_details.cache_read',
    'ai.usage.inputTokenDetails.cacheReadTokens',
    'ai.usage.cachedInputTokens',
    'llm.usage.cache_read_input_tokens',
    'langfuse.observation.usage_details#input_cached_tokens',
    'langfuse.observation.usage_details#input_cache_read',
    'langfuse.observation.usage_details#cache_read_input_tokens',
  ],
  cacheWriteTokens: [
    'gen_ai.usage.cache_creation.input_tokens',
    'gen_ai.usage.cache_write.input_tokens',
    'gen_ai.usage.cache_creation_input_tokens',
    'gen_ai.usage.cache_write_input_tokens',
    'gen_ai.usage.cache_write_tokens',
    'gen_ai.usage.details.cache_write_tokens',
    'gen_ai.usage.details.cache_creation_input_tokens',
    'llm.token_count.prompt_details.cache_write',
    'ai.usage.inputTokenDetails.cacheWriteTokens',
    'llm.usage.cache_creation_input_tokens',
    'langfuse.observation.usage_details#input_cache_creation',
    'langfuse.observation.usage_details#cache_creation_input_tokens',
  ],
  reasoningTokens: [
    'gen_ai.usage.reasoning.output_tokens',
    'gen_ai.usage.reasoning_output_tokens',
    'gen_ai.usage.reasoning_tokens',
    'gen_ai.usage.details.reasoning_tokens',
    'llm.token_count.completion_details.reasoning',
    'ai.usage.outputTokenDetails.reasoningTokens',
    'ai.usage.reasoningTokens',
    'llm.usage.reasoning_tokens',
    'langfuse.observation.usage_details#output_reasoning_tokens',
  ],
  audioInputTokens: [
    'llm.token_count.prompt_details.audio',
    'gen_ai.usage.details.input_audio_tokens',
    'langfuse.observation.usage_details#input_audio_tokens',
  ],
  audioOutputTokens: [
    'llm.token_count.completion_details.audio',
    'gen_ai.usage.details.output_audio_tokens',
    'langfuse.observation.usage_details#output_audio_tokens',
  ],
  costUsd: [
    'convograph.cost_usd',
    'gen_ai.usage.cost',
    'gen_ai.usage.total_cost',
    'gen_ai.cost.total_cost',
    'llm.cost.total',
    'operation.cost',
    'langfuse.observation.cost_details#total',
  ],
  serviceTier: [
    'gen_ai.openai.response.service_tier',
    'openai.response.service_tier',
    'gen_ai.openai.request.service_tier',
    'openai.request.service_tier',
  ],
  firstTokenSeconds: [
    'gen_ai.response.time_to_first_chunk',
    'gen_ai.client.operation.time_to_first_chunk',
    'gen_ai.response.time_to_first_token',
  ],
  cacheHit: ['convograph.cache_hit'],
  firstTokenMs: [
    'convograph.time_to_first_token_ms',
    'ai.response.msToFirstChunk',
    'ai.stream.msToFirstChunk',
    'gen_ai.server.time_to_first_token',
  ],
  firstTokenAt: ['langfuse.observation.completion_start_time'],
  isStreamed: ['gen_ai.request.stream', 'gen_ai.request.is_stream', 'llm.is_streaming'],
  finishReason: ['gen_ai.response.finish_reasons', 'ai.response.finishReason', 'llm.response.finish_reason'],
  errorType: ['error.type', 'exception.type'],
  level: ['langfuse.observation.level'],
  userId: [
    'user.id',
    'enduser.id',
    'langfuse.user.id',
    'ai.telemetry.metadata.userId',
    'ai.telemetry.metadata.user_id',
    'ai.settings.context.userId',
    'traceloop.association.properties.user_id',
    'traceloop.association.properties.userId',
    'llm.user',
  ],
  conversationId: [
    'gen_ai.conversation.id',
    'session.id',
    'langfuse.session.id',
    'ai.telemetry.metadata.sessionId',
    'ai.telemetry.metadata.session_id',
    'ai.telemetry.metadata.conversationId',
    'ai.telemetry.metadata.chatId',
    'ai.settings.context.sessionId',
    'ai.settings.context.conversationId',
    'traceloop.association.properties.session_id',
    'traceloop.association.properties.conversation_id',
    'traceloop.association.properties.chat_id',
  ],
  botId: ['gen_ai.agent.name', 'agent.name', 'gen_ai.agent.id'],
  agent: ['gen_ai.agent.name', 'agent.name', 'traceloop.entity.name'],
  tool: ['gen_ai.tool.name', 'tool.name', 'ai.toolCall.name', 'traceloop.entity.name'],
  service: ['service.name'],
  environment: ['deployment.environment.name', 'deployment.environment', 'langfuse.environment'],
  method: ['http.request.method', 'http.method'],
  route: ['http.route'],
  statusCode: ['http.response.status_code', 'http.status_code'],
  // What the span is.
  vercelOperation: ['ai.operationId'],
  langfuseType: ['langfuse.observation.type'],
  operation: ['gen_ai.operation.name'],
  openInferenceKind: ['openinference.span.kind'],
  requestType: ['llm.request.type'],
  traceloopKind: ['traceloop.span.kind'],
} as const satisfies Record<string, readonly string[]>

export type AttributeField = keyof typeof attributeNames

/** Attributes whose names the application chooses. The rest of the name becomes the key of a property. */
const propertyPrefixes = [
  'convograph.',
  'ai.telemetry.metadata.',
  'langfuse.trace.metadata.',
  'traceloop.association.properties.',
]

const names: string[] = Object.values(attributeNames).flat()
const readNames = new Set(names.map(name => name.split('#')[0]!))
const jsonNames = new Set(names.filter(name => name.includes('#')).map(name => name.split('#')[0]!))

/** Whether the attribute is JSON, of which keys are read. */
export const isJson = (name: string): boolean => jsonNames.has(name)

/** The key of the property that an attribute becomes; undefined for one that becomes none. */
export function propertyKeyOf(name: string): string | undefined {
  const prefix = readNames.has(name) ? undefined : propertyPrefixes.find(each => name.startsWith(each))
  return prefix && name.slice(prefix.length)
}

/** Whether anything is read from the attribute. All others, prompts and answers among them, are dropped while they are decoded. */
export const isRead = (name: string): boolean => readNames.has(name) || Boolean(propertyKeyOf(name))
