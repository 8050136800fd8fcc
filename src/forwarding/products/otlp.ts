import { type Row, sha256, textIn } from '../rows/row.ts'
import { allInputTokens, jsonType, listOf, objectIn, type Product } from './product.ts'

/** Spans of model calls for a collector, by the semantic conventions of OpenTelemetry for generative AI. */
export const otlp: Product = {
  needsSecret: false,
  mostRows: 500,
  mostBytes: 1_000_000,
  encode: row => (row.fields.model === undefined || row.type !== 'event' ? undefined : spanOf(row)),
  request: (rows, { url, secret }) => ({
    url: url!,
    headers: { ...jsonType, ...(secret !== undefined && { authorization: `Bearer ${secret}` }) },
    body:
      `{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"convograph"}}]},` +
      `"scopeSpans":[{"scope":{"name":"convograph"},"spans":${listOf(rows)}}]}]}`,
  }),
  verdictOf: (status, text, rows) => {
    const partial = status === 200 ? objectIn(text)?.partialSuccess : undefined
    const { rejectedSpans = 0, errorMessage = '' } = (partial ?? {}) as Record<string, unknown>
    // A server may answer anything: no more rows can be lost than were sent.
    const lost = Math.min(Math.trunc(Number(rejectedSpans)) || 0, rows.length)
    return lost > 0 ? { lost, message: String(errorMessage) } : undefined
  },
}

/** A client span, which ends when the call did; the numbers of the enums are those of OTLP. */
function spanOf(row: Row): object {
  const startMs = row.at.getTime()
  // A hashed duration is no number.
  const endMs = startMs + (Number(row.fields.durationMs ?? 0) || 0)
  const operation = operations[textIn(row, 'callType') ?? ''] ?? 'chat'
  return {
    traceId: traceIdOf(row),
    spanId: sha256(row.uuid).subarray(0, 8).toString('hex'),
    name: `${operation} ${row.fields.model}`,
    kind: 3,
    startTimeUnixNano: nanoseconds(startMs),
    endTimeUnixNano: nanoseconds(endMs),
    attributes: attributesOf(row, operation),
    status: row.fields.success === false ? { code: 2, message: textIn(row, 'errorMessage') } : { code: 0 },
  }
}

const nanoseconds = (ms: number) => String(BigInt(Math.round(ms * 1_000)) * 1_000n)

/** The trace that the sender named, or one of the row's own. */
function traceIdOf({ properties, uuid }: Row): string {
  const { traceId } = properties
  const isTrace = typeof traceId === 'string' && /^(?!0{32})[\da-f]{32}$/.test(traceId)
  return isTrace ? traceId : uuid.replaceAll('-', '')
}

const operations: Record<string, string> = { EMBEDDING: 'embeddings', IMAGE: 'generate_content' }

/** The names of attributes, each with the field that it shows. */
const attributes: Record<string, string> = {
  'gen_ai.provider.name': 'provider',
  'gen_ai.request.model': 'model',
  'gen_ai.usage.output_tokens': 'outputTokens',
  'gen_ai.usage.cache_read.input_tokens': 'cachedTokens',
  'gen_ai.usage.cache_creation.input_tokens': 'cacheWriteTokens',
  'gen_ai.usage.reasoning.output_tokens': 'reasoningTokens',
  'gen_ai.conversation.id': 'conversationId',
  'gen_ai.agent.id': 'botId',
  'user.id': 'userId',
  'session.id': 'sessionId',
  'error.type': 'errorClass',
  'convograph.cost_usd': 'costUsd',
  'convograph.cache_hit': 'cacheHit',
  'convograph.time_to_first_token_ms': 'timeToFirstTokenMs',
}

function attributesOf(row: Row, operation: string): object[] {
  const values: [string, unknown][] = [
    ['gen_ai.operation.name', operation],
    // The conventions count cached tokens as input tokens too.
    ['gen_ai.usage.input_tokens', allInputTokens(row)],
    ['convograph.event_id', row.messageId],
    ...Object.entries(attributes).map(([name, field]): [string, unknown] => [name, row.fields[field]]),
  ]
  // The sum of tokens that are hashed is no number.
  const isAbsent = (value: unknown) => value == null || Number.isNaN(value)
  return values.flatMap(([key, value]) => (isAbsent(value) ? [] : [{ key, value: typed(value) }]))
}

function typed(value: unknown): object {
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value !== 'number') return { stringValue: String(value) }
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
}
