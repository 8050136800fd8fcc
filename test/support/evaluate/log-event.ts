import type { EventKind } from '../../../src/entities/event-columns.ts'
import type { Event } from './event.ts'

/** An event of any kind with every field that a metric or a filter can read; undefined means not given. */
export interface LogEvent extends Event {
  kind: EventKind
  /** From a crawler. */
  isBot?: boolean
  sessionId?: string
  conversationId?: string
  botId?: string
  channel?: string
  browser?: string
  os?: string
  device?: string
  /** 1 to 5, of a conversation. */
  satisfaction?: number
  role?: 'USER' | 'ASSISTANT' | 'SYSTEM' | 'TOOL'
  isFallback?: boolean
  feedback?: 'POSITIVE' | 'NEGATIVE'
  provider?: string
  model?: string
  callType?: 'COMPLETION' | 'EMBEDDING' | 'IMAGE' | 'OTHER'
  /** Input tokens that the provider neither read from its cache nor wrote into it. */
  inputTokens?: number
  cachedTokens?: number
  cacheWriteTokens?: number
  audioInputTokens?: number
  outputTokens?: number
  reasoningTokens?: number
  audioOutputTokens?: number
  serviceTier?: 'STANDARD' | 'BATCH' | 'FLEX' | 'PRIORITY'
  /** Decimal text; undefined if the price is unknown. */
  costUsd?: string
  status?: string
  errorClass?: string
  costSource?: 'PROVIDED' | 'COMPUTED' | 'LOWER_BOUND' | 'UNKNOWN'
  savedCostUsd?: string
  /** The duration of a message, a model call or an API call. */
  durationMs?: number
  firstTokenMs?: number
  success?: boolean
  cacheHit?: boolean
  endpoint?: string
  method?: string
  statusCode?: number
}
