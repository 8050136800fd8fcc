import type { AnyFactInput } from '../../schema/tracking/any-fact-input.ts'
import type { FactInput } from '../../schema/tracking/fact-input.ts'
import { asBoolean, asInstant, asNumber, asText, asTexts, asWritten, type FieldValue } from './values.ts'

/** What a row may stand for, as `track` calls it. */
export type FactKind = keyof AnyFactInput

/** Everything else that a file holds becomes a property. */
type Properties = 'properties' | 'metadata' | 'labels'

/** The fields of every kind. */
export const sharedFields = {
  eventId: asText,
  userId: asText,
  sessionId: asText,
  conversationId: asText,
  botId: asText,
  channel: asText,
  timestamp: asInstant,
} satisfies Record<Exclude<keyof FactInput, Properties>, FieldValue>

const usageFields = {
  provider: asText,
  model: asText,
  inputTokens: asNumber,
  outputTokens: asNumber,
  cachedTokens: asNumber,
  inputIncludesCached: asBoolean,
  costUsd: asWritten,
}

type FieldsOf<Input> = Record<Exclude<keyof Input, keyof FactInput | Properties>, FieldValue>

/** The fields that only a kind has. */
export const ownFields = {
  event: { name: asText },
  activity: { type: asText, username: asText, ipAddress: asText, userAgent: asText },
  conversation: {
    startedAt: asInstant,
    endedAt: asInstant,
    status: asWritten,
    resolved: asBoolean,
    satisfaction: asNumber,
    topics: asTexts,
  },
  message: {
    role: asWritten,
    responseTimeMs: asNumber,
    isFallback: asBoolean,
    feedback: asWritten,
    ...usageFields,
  },
  aiCall: {
    callType: asWritten,
    durationMs: asNumber,
    timeToFirstTokenMs: asNumber,
    cacheHit: asBoolean,
    success: asBoolean,
    errorClass: asText,
    errorMessage: asText,
    ...usageFields,
  },
  apiCall: {
    endpoint: asText,
    method: asText,
    statusCode: asNumber,
    durationMs: asNumber,
    errorMessage: asText,
  },
  systemMetric: { name: asText, value: asNumber, unit: asText },
} satisfies { [Kind in FactKind]-?: FieldsOf<NonNullable<AnyFactInput[Kind]>> }

/** All fields of a kind that columns may fill. */
export const fieldsOf = (kind: FactKind): Record<string, FieldValue> => ({
  ...ownFields[kind],
  ...sharedFields,
})
