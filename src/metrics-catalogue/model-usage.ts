import { countOf, exactSumOf, sumOf } from './event-aggregates.ts'
import { type MetricRecords } from './metric.ts'
import { sum, total } from './total.ts'

/** Tokens and costs. Messages and model calls both use tokens and cost money. */
export const modelUsageMetrics = {
  tokens: {
    unit: 'TOKENS',
    isUpGood: null,
    description: 'All tokens: input, cached input and output.',
    source: 'events',
    sql: total`${sum('ifNull(input_tokens, 0) + ifNull(cached_tokens, 0) + ifNull(output_tokens, 0)')}`,
  },
  inputTokens: {
    unit: 'TOKENS',
    isUpGood: null,
    description: 'Input tokens outside the provider’s cache.',
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
  outputTokens: {
    unit: 'TOKENS',
    isUpGood: null,
    description: 'The number of output tokens.',
    source: 'events',
    sql: sumOf('output_tokens'),
  },
  costUsd: {
    unit: 'USD',
    isUpGood: false,
    description: 'The cost in US dollars. Calls without a known price are not included: see `unpricedCalls`.',
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
    description: 'AI calls and messages whose model has no price, so that their cost is unknown.',
    source: 'events',
    sql: countOf(`cost_source = 'UNKNOWN'`),
  },
} as const satisfies MetricRecords
