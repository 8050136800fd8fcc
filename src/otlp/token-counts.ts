import { type AiCallInput } from '../ingest/kinds/ai-call.ts'
import { type AttributeField } from './attribute-names.ts'
import { firstOf, numberIn, numberOf } from './read.ts'
import { type Attributes } from './span.ts'

type Counts = Pick<
  AiCallInput,
  | 'inputTokens'
  | 'outputTokens'
  | 'cachedTokens'
  | 'cacheWriteTokens'
  | 'reasoningTokens'
  | 'audioInputTokens'
  | 'audioOutputTokens'
  | 'inputIncludesCached'
>

/**
 * The tokens of a call. OpenTelemetry counts cached tokens as a part of the input. Some instrumentations of Anthropic do not:
 * parts that are larger than the input were counted apart, and so were all parts that Langfuse names.
 */
export function tokenCounts(attributes: Attributes): Counts {
  const input = numberIn(attributes, 'inputTokens')
  const cached = numberIn(attributes, 'cachedTokens')
  const written = numberIn(attributes, 'cacheWriteTokens')
  const reasoning = numberIn(attributes, 'reasoningTokens')
  return {
    inputTokens: input,
    cachedTokens: cached,
    cacheWriteTokens: written,
    inputIncludesCached: !isApart(attributes, 'inputTokens', (cached ?? 0) + (written ?? 0)),
    outputTokens: outputTokens(attributes, reasoning ?? 0),
    reasoningTokens: reasoning,
    audioInputTokens: numberIn(attributes, 'audioInputTokens'),
    audioOutputTokens: numberIn(attributes, 'audioOutputTokens'),
  }
}

/** How the cached tokens of a call were counted, as a property; undefined without any. */
export function tokenCounting({ inputIncludesCached, cachedTokens, cacheWriteTokens }: Counts) {
  if (!cachedTokens && !cacheWriteTokens) return undefined
  return inputIncludesCached ? 'inclusive' : 'exclusive'
}

function outputTokens(attributes: Attributes, reasoning: number): number | undefined {
  const output = numberIn(attributes, 'outputTokens')
  return output !== undefined && isApart(attributes, 'outputTokens', reasoning) ? output + reasoning : output
}

/** The counts whose parts Langfuse counts apart. */
const apart = ['langfuse.observation.usage_details#input', 'langfuse.observation.usage_details#output']

function isApart(attributes: Attributes, field: AttributeField, parts: number): boolean {
  const whole = firstOf(attributes, field)
  return whole !== undefined && parts > 0 && (apart.includes(whole.name) || parts > numberOf(whole.value))
}
