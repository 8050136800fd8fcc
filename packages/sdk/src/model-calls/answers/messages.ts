import { type Said } from '../model-call.ts'
import { type TokenUsage } from '../token-usage.ts'
import { type Endpoint } from './answer-reader.ts'

interface Message {
  id?: string
  model?: string
  stop_reason?: string | null
  usage?: MessageUsage | null
}

interface MessageUsage extends Iteration {
  output_tokens_details?: { thinking_tokens?: number } | null
  service_tier?: string | null
  /** The requests to the model that one answer took. */
  iterations?: Iteration[] | null
}

interface Iteration {
  type?: string
  input_tokens?: number | null
  cache_read_input_tokens?: number | null
  cache_creation_input_tokens?: number | null
  output_tokens?: number | null
}

/** An event of a streamed message: the first brings the message, those between them its content, and one near the end its tokens. */
interface MessageEvent {
  type?: string
  message?: Message
  delta?: { stop_reason?: string | null } & Record<string, unknown>
  usage?: MessageUsage | null
}

/** `messages.create` of Anthropic. */
export const messages: Endpoint = {
  callType: 'COMPLETION',
  readerOf: () => ({ whole: said, part: saidByEvent }),
}

function said({ id, model, stop_reason, usage }: Message): Said {
  return {
    responseId: id,
    model,
    finishReason: stop_reason ?? undefined,
    serviceTier: usage?.service_tier ?? undefined,
    usage: anthropicUsage(usage),
  }
}

function saidByEvent({ type, message, delta, usage }: MessageEvent): Said {
  if (type === 'message_start' && message) return started(said(message))
  if (type === 'message_delta')
    return { finishReason: delta?.stop_reason ?? undefined, usage: anthropicUsage(usage) }
  return { hasOutput: type === 'content_block_delta' && hasOutput(delta) }
}

/** The first event counts one or a few output tokens, which says nothing about the answer if the stream ends early. */
const started = (answer: Said): Said => ({ ...answer, usage: { ...answer.usage, output: undefined } })

const hasOutput = (delta: MessageEvent['delta']) =>
  ['text', 'thinking', 'partial_json'].some(field => Boolean(delta?.[field]))

/** Anthropic counts cached and written tokens beside the input. Compactions of the context are billed on top. */
function anthropicUsage(usage: MessageUsage | null | undefined): TokenUsage | undefined {
  if (!usage) return undefined
  const compactions = usage.iterations?.filter(({ type }) => type === 'compaction') ?? []
  const sum = (field: keyof Omit<Iteration, 'type'>) =>
    usage[field] == null
      ? usage[field]
      : compactions.reduce((total, one) => total + (one[field] ?? 0), usage[field])
  return {
    input: sum('input_tokens'),
    cached: sum('cache_read_input_tokens'),
    cacheWrite: sum('cache_creation_input_tokens'),
    output: sum('output_tokens'),
    reasoning: usage.output_tokens_details?.thinking_tokens,
    inputIncludesCached: false,
  }
}
