import { number } from './cells.ts'
import { type Columns } from './source.ts'

/** The properties of products that watch models in which prompts, answers and secrets stand. They are never sent. */
const texts = new Set([
  ...['$ai_input', '$ai_output', '$ai_output_choices', '$ai_input_state', '$ai_output_state', '$ai_tools'],
  ...[
    '$ai_tool_calls',
    '$ai_error_details',
    'input',
    'output',
    'messages',
    'prompt',
    'completion',
    'response',
  ],
])

/** The properties without prompts and answers. */
export const withoutTexts = (properties: Columns): Columns =>
  Object.fromEntries(Object.entries(properties).filter(([key]) => !texts.has(key)))

interface InputTokens {
  inputTokens?: number
  cachedTokens?: number
  cacheWriteTokens?: number
}

/** Whether the input tokens are those beside the cached ones, as Anthropic counts. */
export function excludesCached(provider: string | undefined, tokens: InputTokens): boolean {
  const { inputTokens = 0, cachedTokens = 0, cacheWriteTokens = 0 } = tokens
  const cached = cachedTokens + cacheWriteTokens
  return cached > inputTokens || (cached > 0 && /anthropic|bedrock/i.test(provider ?? ''))
}

/** Seconds in milliseconds, rounded to a microsecond. */
export function milliseconds(seconds: unknown): number | undefined {
  const value = number(seconds)
  return value === undefined ? undefined : Math.round(value * 1e6) / 1e3
}

/** The milliseconds between two instants; undefined without both, and if the clock was set back in between. */
export function between(from: number | undefined, to: number | undefined): number | undefined {
  return from === undefined || to === undefined || to < from ? undefined : to - from
}
