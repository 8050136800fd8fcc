import { type TokenUsage } from '../token-usage.ts'

/** Tokens as the APIs that follow OpenAI report them: `prompt_tokens` in chats, `input_tokens` in responses. */
export interface OpenAIUsage {
  prompt_tokens?: number
  completion_tokens?: number
  input_tokens?: number
  output_tokens?: number
  total_tokens?: number
  prompt_tokens_details?: InputDetails | null
  input_tokens_details?: InputDetails | null
  completion_tokens_details?: OutputDetails | null
  output_tokens_details?: OutputDetails | null
  /** DeepSeek's name for the cached part. */
  prompt_cache_hit_tokens?: number
}

interface InputDetails {
  cached_tokens?: number
  cache_write_tokens?: number
  audio_tokens?: number
}

interface OutputDetails {
  reasoning_tokens?: number
  audio_tokens?: number
}

/** OpenAI counts cached, written and audio tokens within the input, and reasoning and audio within the output. */
export function openaiUsage(usage: OpenAIUsage | null | undefined): TokenUsage | undefined {
  if (!usage) return undefined
  const input = usage.prompt_tokens_details ?? usage.input_tokens_details
  const output = usage.completion_tokens_details ?? usage.output_tokens_details
  return {
    input: usage.prompt_tokens ?? usage.input_tokens,
    cached: input?.cached_tokens ?? usage.prompt_cache_hit_tokens,
    cacheWrite: input?.cache_write_tokens,
    audioInput: input?.audio_tokens,
    output: usage.completion_tokens ?? usage.output_tokens,
    reasoning: output?.reasoning_tokens,
    audioOutput: output?.audio_tokens,
    total: usage.total_tokens,
  }
}
