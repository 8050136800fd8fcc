import { type Sql, sql } from '../clickhouse/sql.ts'
import { type AiBreakdown, type AiStats } from '../schema/ai.ts'
import { type CalendarUnit } from '../schema/date-range-input.ts'
import { Dimension } from '../schema/filter-input.ts'
import { type QuestionArgs } from '../schema/question-args.ts'
import { ask, isComplete, toMeta } from './query/ask.ts'
import { type Asker } from './query/asker.ts'
import { dimensionOf } from './query/dimensions.ts'
import { fieldsOf, metricsOf } from './query/fields.ts'
import { measure, measureBy, measureOverTime, rangeOf } from './query/measure.ts'
import { type Metric } from './query/metrics.ts'

/** What each field of `AiNumbers` counts. */
const aiMetrics = {
  calls: 'aiCalls',
  completions: 'completions',
  embeddings: 'embeddings',
  errors: 'aiErrors',
  errorRate: 'aiErrorRate',
  cacheHits: 'cacheHits',
  inputTokens: 'inputTokens',
  cachedTokens: 'cachedTokens',
  outputTokens: 'outputTokens',
  tokens: 'tokens',
  costUsd: 'costUsd',
  savedCostUsd: 'savedCostUsd',
  unpricedCalls: 'unpricedCalls',
  averageDurationMs: 'aiDurationMs',
  p50DurationMs: 'aiDurationP50Ms',
  p95DurationMs: 'aiDurationP95Ms',
  p99DurationMs: 'aiDurationP99Ms',
  averageTimeToFirstTokenMs: 'firstTokenMs',
  p95TimeToFirstTokenMs: 'firstTokenP95Ms',
  outputTokensPerSecond: 'outputTokensPerSecond',
} satisfies Record<string, Metric>

const onlyCalls = sql`kind = 'ai_call'`
