import { between } from './ai-calls.ts'
import { decimal, idIn, idOf, instant, iso, list, number, object, present, text } from './cells.ts'
import { type Columns, type Source, type SourceSettings, type Taken } from './source.ts'

/** The rows of LiteLLM's table `LiteLLM_SpendLogs`: https://docs.litellm.ai/docs/proxy/spend_logs */
export const litellm: Source = {
  title: 'LiteLLM',
  recognizes: columns => ['request_id', 'call_type', 'spend'].every(key => key in columns),
  read: (columns, settings) => [call(columns, settings)],
}

const callTypes: [pattern: RegExp, callType: string][] = [
  [/completion|responses|generate_content|anthropic_messages/, 'COMPLETION'],
  [/embedding/, 'EMBEDDING'],
  [/image/, 'IMAGE'],
  [/speech|transcription|audio|realtime/, 'AUDIO'],
  [/moderation/, 'MODERATION'],
  [/rerank/, 'RERANK'],
]

function call(columns: Columns, settings: SourceSettings): Taken {
  const { startTime, endTime, completionStartTime } = columns
  const at = instant({ startTime }, settings)
  const end = endTime === undefined ? undefined : instant({ endTime }, settings)
  const first = completionStartTime ? instant({ completionStartTime }, settings) : undefined
  const metadata = object(columns.metadata)
  const isError = text(columns.status) === 'failure'
  return {
    kind: 'aiCall',
    event: present({
      eventId: idOf('llm:', text(columns.request_id)),
      userId: idIn(columns.end_user, columns.user),
      conversationId: text(columns.session_id),
      timestamp: iso(at),
      callType: callTypes.find(([pattern]) => pattern.test(String(columns.call_type)))?.[1] ?? 'OTHER',
      provider: text(columns.custom_llm_provider),
      model: text(columns.model) ?? text(columns.model_group),
      inputTokens: number(columns.prompt_tokens),
      outputTokens: number(columns.completion_tokens),
      ...tokenParts(object(metadata.usage_object)),
      costUsd: decimal(columns.spend),
      cacheHit: /^true$/i.test(String(columns.cache_hit)) ? true : undefined,
      durationMs: number(columns.request_duration_ms) ?? between(at, end),
      timeToFirstTokenMs: first === end ? undefined : between(at, first),
      success: isError ? false : undefined,
      ...(isError ? errorOf(object(metadata.error_information)) : {}),
      properties: propertiesOf(columns, metadata),
    }),
  }
}

/** LiteLLM counts the cached tokens of every provider as part of `prompt_tokens`. */
function tokenParts(usage: Columns): Columns {
  const input = object(usage.prompt_tokens_details)
  return {
    cachedTokens: number(usage.cache_read_input_tokens) ?? number(input.cached_tokens),
    cacheWriteTokens: number(usage.cache_creation_input_tokens) ?? number(input.cache_creation_tokens),
    reasoningTokens: number(object(usage.completion_tokens_details).reasoning_tokens),
  }
}

const errorOf = ({ error_class, error_message }: Columns): Columns => ({
  errorClass: text(error_class)?.slice(0, 100),
  errorMessage: text(error_message)?.slice(0, 2_000),
})

const propertiesOf = (columns: Columns, metadata: Columns): Columns =>
  present({
    call_type: columns.call_type,
    model_group: columns.model_group,
    team_id: columns.team_id,
    organization_id: columns.organization_id,
    key_alias: metadata.user_api_key_alias,
    tags: list(columns.request_tags).length > 0 ? list(columns.request_tags) : undefined,
    agent_id: columns.agent_id,
    mcp_tool: columns.mcp_namespaced_tool_name,
    provider_user: columns.end_user && columns.user ? columns.user : undefined,
  })
