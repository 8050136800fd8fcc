import { tokenColumns } from '../entities/token-columns.ts'
import { countOf, exactSumOf, sumOf } from './event-aggregates.ts'
import { type MetricRecords } from './metric.ts'
import { sum, total } from './total.ts'

/** Parts of input and output count too: a stream that breaks off may report only them. */
const isUsageMissing = `isNull(coalesce(${tokenColumns.join(', ')}))`

/** Tokens and costs. Messages and model calls both use tokens and cost money. */
export const modelUsageMetrics = {
  tokens: {
    unit: 'TOKENS',
    isUpGood: null,
    description: 'All tokens: input, from the provider’s cache or not, and output.',
    source: 'events',
    sql: total`${sum(
      'ifNull(input_tokens, 0) + ifNull(cached_tokens, 0) + ifNull(cache_write_tokens, 0) + ifNull(output_tokens, 0)',
    )}`,
  },
  inputTokens: {
    unit: 'TOKENS',
    isUpGood: null,
    description: 'Input tokens that were neither read from the provider’s cache nor written into it.',
    source: 'events',
    sql: sumOf('input_tokens'),
  },
  cachedTokens: {
    unit: 'TOKENS',
    isUpGood: null,
    description: 'Input tokens from the provider’s cache.',
    source: 'events',
    sql: sumOf('cached_tokens'),
  },
  cacheWriteTokens: {
    unit: 'TOKENS',
    isUpGood: null,
    description: 'Input tokens written into the provider’s cache.',
    source: 'events',
    sql: sumOf('cache_write_tokens'),
  },
  audioInputTokens: {
    unit: 'TOKENS',
    isUpGood: null,
    description:
      'Input tokens that are audio rather than text, cached or not; a part of all input, for example 40.',
    source: 'events',
    sql: sumOf('audio_input_tokens'),
  },
  outputTokens: {
    unit: 'TOKENS',
    isUpGood: null,
    description:
      'Tokens that models generated, reasoning and audio included; for example 350. Calls that report none add 0.',
    source: 'events',
    sql: sumOf('output_tokens'),
  },
  reasoningTokens: {
    unit: 'TOKENS',
    isUpGood: null,
    description: 'Output tokens spent on reasoning, a part of `outputTokens`.',
    source: 'events',
    sql: sumOf('reasoning_tokens'),
  },
  audioOutputTokens: {
    unit: 'TOKENS',
    isUpGood: null,
    description: 'Output tokens that are audio rather than text, a part of `outputTokens`, for example 40.',
    source: 'events',
    sql: sumOf('audio_output_tokens'),
  },
  costUsd: {
    unit: 'USD',
    isUpGood: false,
    description:
      'The cost in US dollars. Unknown costs are not included, and costs of partly reported usage are lower bounds: see ' +
      '`unpricedCalls`.',
    source: 'events',
    sql: exactSumOf('cost_usd'),
  },
  savedCostUsd: {
    unit: 'USD',
    isUpGood: true,
    description: 'The cost that your own cache saved, in US dollars.',
    source: 'events',
    sql: exactSumOf('saved_cost_usd'),
  },
  unpricedCalls: {
    unit: 'COUNT',
    isUpGood: false,
    description:
      'AI calls and messages whose cost is unknown or a lower bound: the model has no price, or not all tokens were ' +
      'reported.',
    source: 'events',
    sql: countOf(`cost_source in ('UNKNOWN', 'LOWER_BOUND')`),
  },
  lowerBoundCalls: {
    unit: 'COUNT',
    isUpGood: false,
    description:
      'AI calls and messages that reported only a part of their tokens, so that their cost is a lower bound; a part of ' +
      '`unpricedCalls`.',
    source: 'events',
    sql: countOf(`cost_source = 'LOWER_BOUND'`),
  },
  callsWithoutUsage: {
    unit: 'COUNT',
    isUpGood: false,
    description:
      'AI calls and messages of a model that reported no tokens, so that their cost is unknown; a part of ' +
      '`unpricedCalls`.',
    source: 'events',
    sql: countOf(`cost_source = 'UNKNOWN' and ${isUsageMissing}`),
  },
} as const satisfies MetricRecords
