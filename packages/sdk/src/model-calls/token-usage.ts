import { type AiCall } from '../analytics.ts'

/** The tokens of a call, as its provider counts them. Only what the provider reported is there. */
export interface TokenUsage {
  input?: number | null
  cached?: number | null
  cacheWrite?: number | null
  audioInput?: number | null
  output?: number | null
  reasoning?: number | null
  audioOutput?: number | null
  /** Input, output and reasoning together, if the provider adds them up. */
  total?: number | null
  /** Whether `input` includes `cached` and `cacheWrite`. Default: true. */
  inputIncludesCached?: boolean
}

/** The fields of a call that say its tokens. A number that cannot be one, such as -1, is left out. */
export function usageFields(usage: TokenUsage): Partial<AiCall> {
  return { ...inputFields(usage), ...outputFields(usage) }
}

function inputFields(usage: TokenUsage): Partial<AiCall> {
  const fields = tokens({
    inputTokens: usage.input,
    cachedTokens: usage.cached,
    cacheWriteTokens: usage.cacheWrite,
  })
  const { inputTokens, cachedTokens = 0, cacheWriteTokens = 0 } = fields
  const apart = cachedTokens + cacheWriteTokens
  if (inputTokens === undefined || apart === 0) return { ...fields, ...audioWithin(usage, inputTokens) }
  // A part cannot be larger than its whole, so the provider counts them side by side.
  const inputIncludesCached = (usage.inputIncludesCached ?? true) && apart <= inputTokens
  const whole = inputIncludesCached ? inputTokens : inputTokens + apart
  return { ...fields, inputIncludesCached, ...audioWithin(usage, whole) }
}

function audioWithin(usage: TokenUsage, whole = Number.POSITIVE_INFINITY): Partial<AiCall> {
  const { audioInputTokens } = tokens({ audioInputTokens: usage.audioInput })
  return audioInputTokens !== undefined && audioInputTokens <= whole ? { audioInputTokens } : {}
}

function outputFields(usage: TokenUsage): Partial<AiCall> {
  const fields = tokens({
    outputTokens: usage.output,
    reasoningTokens: usage.reasoning,
    audioOutputTokens: usage.audioOutput,
  })
  const { outputTokens, reasoningTokens = 0, audioOutputTokens = 0 } = fields
  if (outputTokens === undefined) return fields
  const isApart = isReasoningApart(usage, outputTokens, reasoningTokens)
  const whole = isApart ? outputTokens + reasoningTokens : outputTokens
  if (reasoningTokens + audioOutputTokens > whole) delete fields.audioOutputTokens
  return { ...fields, outputTokens: whole }
}

/** xAI and Google count reasoning beside the output: their total, or a part larger than the whole, gives it away. */
function isReasoningApart({ input, total }: TokenUsage, output: number, reasoning: number): boolean {
  if (reasoning === 0) return false
  return reasoning > output || (input != null && total === input + output + reasoning)
}

type Counts<Name extends string> = Partial<Record<Name, number>>

function tokens<Name extends string>(counts: Record<Name, number | null | undefined>): Counts<Name> {
  const possible = Object.entries(counts).filter(
    ([, count]) => Number.isSafeInteger(count) && Number(count) >= 0,
  )
  return Object.fromEntries(possible) as Counts<Name>
}
