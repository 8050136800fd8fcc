import {
  countOf,
  durationPercentiles,
  meanOf,
  percentileOf,
  percentiles,
  shareOf,
} from './event-aggregates.ts'
import { type MetricRecords } from './metric.ts'
import { adds, exactSum } from './metric-parts.ts'
import { madeOf, sumIf, total } from './total.ts'

const isAiCall = `kind = 'ai_call'`
const isTimedAnswer = `${isAiCall} and duration_ms > 0 and isNotNull(output_tokens)`
/** The input tokens of one call, cached ones included; null when the call gives no number. */
const allInputTokens = `if(isNull(coalesce(input_tokens, cached_tokens, cache_write_tokens)), null,
      ifNull(input_tokens, 0) + ifNull(cached_tokens, 0) + ifNull(cache_write_tokens, 0))`

/** Three percentiles of the tokens per AI call, under names such as `inputTokensP95`. */
const tokenPercentiles = <Prefix extends string>(prefix: Prefix, what: string, value: string) =>
  percentiles(
    [50, 95, 99],
    level => `${prefix}P${level}` as const,
    level => ({
      unit: 'TOKENS_EACH',
      isUpGood: null,
      description: `${level}th percentile of the ${what} of an AI call; null if no call has any.`,
      source: 'events',
      sql: percentileOf(level, value, isAiCall),
    }),
  )

/** AI calls: requests to AI models. */
export const aiCallMetrics = {
  aiCalls: {
    unit: 'COUNT',
    isUpGood: null,
    description: 'Requests to AI models, failed ones and cache hits included; for example 1200.',
    source: 'events',
    sql: countOf(isAiCall),
  },
  aiCallsPerMinute: {
    unit: 'PER_MINUTE',
    isUpGood: null,
    description: 'AI calls per minute of the elapsed time; null before the period begins.',
    source: 'events',
    sql: countOf(isAiCall),
  },
  completions: {
    unit: 'COUNT',
    isUpGood: null,
    description: 'AI calls that generate text.',
    source: 'events',
    sql: countOf(`${isAiCall} and call_type = 'COMPLETION'`),
  },
  embeddings: {
    unit: 'COUNT',
    isUpGood: null,
    description: 'AI calls that compute embeddings (vectors).',
    source: 'events',
    sql: countOf(`${isAiCall} and call_type = 'EMBEDDING'`),
  },
  aiErrors: {
    unit: 'COUNT',
    isUpGood: false,
    description: 'AI calls that failed: `success` was false when they were sent; for example 12.',
    source: 'events',
    sql: countOf(`${isAiCall} and not success`),
  },
  aiErrorRate: {
    unit: 'RATE',
    isUpGood: false,
    description: 'Failed AI calls ÷ all AI calls, 0 to 1; null without calls.',
    source: 'events',
    sql: shareOf('not success', isAiCall),
  },
  cacheHits: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'AI calls that your own cache answered.',
    source: 'events',
    sql: countOf(`${isAiCall} and cache_hit`),
  },
  cacheHitRate: {
    unit: 'RATE',
    isUpGood: true,
    description: 'AI calls that your own cache answered ÷ all AI calls, 0 to 1; null without calls.',
    source: 'events',
    sql: shareOf('cache_hit', isAiCall),
  },
  timedAiCalls: {
    unit: 'COUNT',
    isUpGood: null,
    description: 'AI calls with a duration: the sample of the response times.',
    source: 'events',
    sql: countOf(`${isAiCall} and isNotNull(duration_ms)`),
  },
  aiResponseTimeMs: {
    unit: 'MS',
    isUpGood: false,
    description: 'Mean duration of AI calls, in milliseconds; null if no call has one.',
    source: 'events',
    sql: meanOf('duration_ms', isAiCall),
  },
  ...durationPercentiles('ai', 'duration of AI calls, failed ones and cache hits included', isAiCall),
  timeToFirstTokenMs: {
    unit: 'MS',
    isUpGood: false,
    description: 'Mean time to the first token, in milliseconds; null if no call has one.',
    source: 'events',
    sql: meanOf('first_token_ms', isAiCall),
  },
  timeToFirstTokenP95Ms: {
    unit: 'MS',
    isUpGood: false,
    description: '95th percentile of the time to the first token, in milliseconds; null if no call has one.',
    source: 'events',
    sql: percentileOf(95, 'first_token_ms', isAiCall),
  },
  ...tokenPercentiles('inputTokens', 'input tokens, including cached ones,', allInputTokens),
  ...tokenPercentiles('outputTokens', 'output tokens', 'output_tokens'),
  outputTokensPerSecond: {
    unit: 'PER_SECOND',
    isUpGood: true,
    description:
      'Output tokens per second over the AI calls that have both tokens and a duration above 0; null without such calls.',
    source: 'events',
    sql: madeOf(
      {
        over: adds(`sumIf(output_tokens * 1000, ${isTimedAnswer})`),
        under: adds(exactSum('duration_ms', isTimedAnswer)),
      },
      total`${sumIf('output_tokens', isTimedAnswer)} * 1000 / nullIf(${sumIf('duration_ms', isTimedAnswer)}, 0)`,
    ),
  },
} as const satisfies MetricRecords
