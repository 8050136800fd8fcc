import { type EventRow } from '../entities/event-columns.ts'
import { tokenColumns } from '../entities/token-columns.ts'
import { type ModelUsage } from '../schema/performance/model-price.ts'

export type Usage = ModelUsage

type TokenColumn = (typeof tokenColumns)[number]
export type Tokens = Pick<EventRow, TokenColumn>

/** The tokens of a use, each counted under one usage; a part whose whole was not reported counts as the whole. */
export function usedTokens(tokens: Tokens): Record<Usage, number> {
  const of = (column: TokenColumn) => Number(tokens[column] ?? 0)
  const audioInput = Math.min(of('audio_input_tokens'), uncachedInput(tokens))
  const parts = of('reasoning_tokens') + of('audio_output_tokens')
  return {
    INPUT: uncachedInput(tokens) - audioInput,
    CACHED_INPUT: of('cached_tokens'),
    CACHE_WRITE: of('cache_write_tokens'),
    AUDIO_INPUT: audioInput,
    OUTPUT: Math.max(of('output_tokens') - parts, 0),
    REASONING: of('reasoning_tokens'),
    AUDIO_OUTPUT: of('audio_output_tokens'),
  }
}

/** The length of the prompt, by which some prices differ: all input, from the cache or not. */
export const promptTokens = (tokens: Tokens): number =>
  uncachedInput(tokens) + Number(tokens.cached_tokens ?? 0) + Number(tokens.cache_write_tokens ?? 0)

const uncachedInput = ({ input_tokens, audio_input_tokens }: Tokens) =>
  Number(input_tokens ?? audio_input_tokens ?? 0)

export const isUsageReported = (tokens: Tokens): boolean =>
  tokenColumns.some(column => tokens[column] != null)
