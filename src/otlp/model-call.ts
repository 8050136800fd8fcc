import { mostMs } from '../checks/number.ts'
import { type AiCallInput } from '../ingest/kinds/ai-call.ts'
import { Decimal } from '../schema/scalars.ts'
import { errorClassOf, hasFailed } from './error-class.ts'
import { isUniqueId } from './is-unique-id.ts'
import { numberIn, textIn } from './read.ts'
import { sharedFields, sharedProperties, spanEventId } from './shared-fields.ts'
import { type Attributes, type Span } from './span.ts'
import { msSince, nanosOf } from './times.ts'
import { tokenCounting, tokenCounts } from './token-counts.ts'

/** The AI call that a span reports. */
export function modelCall(span: Span, callType: 'COMPLETION' | 'EMBEDDING' | 'RERANK'): AiCallInput {
  const { attributes } = span
  const counts = tokenCounts(attributes)
  return {
    ...sharedFields(span),
    ...counts,
    eventId: callId(span),
    callType,
    provider: providerOf(attributes),
    model: textIn(attributes, 'model'),
    costUsd: costOf(attributes),
    durationMs: msSince(span.start, span.end),
    timeToFirstTokenMs: firstTokenMs(span),
    cacheHit: textIn(attributes, 'cacheHit') === 'true' || undefined,
    success: !hasFailed(span),
    errorClass: errorClassOf(span),
    properties: {
      ...sharedProperties(span),
      finishReason: textIn(attributes, 'finishReason'),
      service_tier: textIn(attributes, 'serviceTier'),
      tokenCounting: tokenCounting(counts),
    },
  }
}

/**
 * A span of another Convograph has the id of its event. A call that a wrapper of the SDK reports too has the id of the
 * provider's answer in both reports, or else the id that the wrapper has given it, and counts once.
 */
function callId(span: Span): string {
  const { attributes } = span
  const eventId = textIn(attributes, 'eventId')
  if (eventId !== undefined) return eventId
  const responseId = textIn(attributes, 'responseId')
  if (responseId !== undefined && isUniqueId(responseId)) return `ai:${responseId}`
  return textIn(attributes, 'callId') ?? spanEventId(span)
}

/** The Vercel AI SDK adds the interface of the provider: `openai.responses`. */
function providerOf(attributes: Attributes): string | undefined {
  const provider = textIn(attributes, 'provider')
  return attributes.has('ai.model.provider') ? provider?.split('.', 1)[0] : provider
}

/** Some instrumentations report 0 for a model whose price they do not know. */
function costOf(attributes: Attributes): AiCallInput['costUsd'] {
  const cost = numberIn(attributes, 'costUsd')
  return cost ? (Decimal.parseValue(decimal(cost)) as AiCallInput['costUsd']) : undefined
}

const decimals = 12

/** As text without an exponent and without binary dust: 0.1 + 0.2 is `0.3`. */
const decimal = (number: number) => number.toFixed(decimals).replace(/\.?0+$/, '')

const firstTokenEvents = new Set([
  'First Token Stream Event',
  'gen_ai.content.completion.chunk',
  'llm.content.completion.chunk',
])

/** From the start of the call to its first token, in milliseconds; undefined for a time that cannot be. */
function firstTokenMs(span: Span): number | undefined {
  const ms = reportedMs(span) ?? msSince(span.start, firstTokenAt(span))
  return ms !== undefined && ms >= 0 && ms <= mostMs ? ms : undefined
}

function reportedMs({ attributes, events }: Span): number | undefined {
  const seconds = numberIn(attributes, 'firstTokenSeconds')
  if (seconds !== undefined) return seconds * 1_000
  return [attributes, ...events.map(event => event.attributes)]
    .map(each => numberIn(each, 'firstTokenMs'))
    .find(ms => ms !== undefined)
}

/** The moment of the first token; 0 if it is not known. A choice is an early moment only if the answer was streamed. */
function firstTokenAt({ attributes, events }: Span): bigint {
  const isStreamed = textIn(attributes, 'isStreamed') === 'true'
  const event = events.find(
    ({ name }) => firstTokenEvents.has(name) || (isStreamed && name === 'gen_ai.choice'),
  )
  return event ? event.time : nanosOf(textIn(attributes, 'firstTokenAt'))
}
