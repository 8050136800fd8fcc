import { decimalOf, mostTokens, wholeOf } from '../checks/number.ts'
import { Rejection } from '../checks/rejection.ts'
import { textOf } from '../checks/text.ts'
import { type Fact } from '../entities/fact-columns.ts'
import { type ModelUsageInput } from '../schema/tracking/model-usage-input.ts'

/**
 * Model, tokens and a cost that was given. Tokens are stored apart whichever way they were counted: uncached
 * input, cached input, output.
 * @throws Rejection naming the field that is wrong
 */
export function modelUsage(input: ModelUsageInput): Partial<Fact> {
  const cached = tokens(input.cachedTokens, 'cachedTokens')
  const sent = tokens(input.inputTokens, 'inputTokens')
  const cost = decimalOf(input.costUsd, 'costUsd')
  return {
    provider: textOf(input.provider, 'provider', 100),
    model: textOf(input.model, 'model', 100),
    input_tokens: input.inputIncludesCached === false ? sent : uncached(sent, cached),
    output_tokens: tokens(input.outputTokens, 'outputTokens'),
    cached_tokens: cached,
    cost_usd: cost,
    cost_source: cost === null ? null : 'PROVIDED',
  }
}

const tokens = (value: ModelUsageInput['inputTokens'], field: string) => wholeOf(value, field, 0, mostTokens)

function uncached(sent: number | null, cached: number | null): number | null {
  if (sent === null || cached === null) return sent
  if (cached > sent)
    throw new Rejection(
      'OUT_OF_RANGE',
      'cachedTokens',
      'cachedTokens exceeds inputTokens, which includes it unless inputIncludesCached is false.',
    )
  return sent - cached
}
