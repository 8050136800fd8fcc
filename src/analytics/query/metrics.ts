import { raw, type Sql, sql } from '../../clickhouse/sql.ts'
import { type Metric, metrics } from '../../schema/metrics.ts'
import { isNullable } from '../../schema/numbers.ts'

/** A fact makes its user active unless a machine measured it or a crawler caused it. */
export const isActivity = `user_no != 0 and kind != 'system_metric' and not is_bot`
const isUserActivity = `kind = 'activity'`
const isMessage = `kind = 'message'`
const isAnswer = `${isMessage} and role = 'ASSISTANT'`
const isAiCall = `kind = 'ai_call'`
const isApiCall = `kind = 'api_call'`
/** Messages and model calls both use tokens and cost money. */
const tokens = 'ifNull(input_tokens, 0) + ifNull(cached_tokens, 0) + ifNull(output_tokens, 0)'
/** What went into one call; null when it says neither. */
const input = 'coalesce(input_tokens + cached_tokens, input_tokens, cached_tokens)'
const isTimedAnswer = `${isAiCall} and duration_ms > 0 and isNotNull(output_tokens)`

const share = (part: string, whole: string) => `countIf(${whole} and ${part}) / nullIf(countIf(${whole}), 0)`
const sumOf = (column: string) => `sum(ifNull(${column}, 0))`
/** Text, since JSON numbers are binary fractions. */
const exactSumOf = (column: string) => `toString(sum(ifNull(${column}, 0)))`

const levels = [0.5, 0.75, 0.9, 0.95, 0.99]
/**
 * Percentiles of the raw values, between two neighbours on the line that joins them. Written alike for each level,
 * so that ClickHouse gathers and sorts the values once.
 */
const percentile = (level: number, value: string, condition: string) =>
  `arrayElement(quantilesExactInclusiveIf(${levels.join(', ')})(assumeNotNull(${value}),
    ${condition} and isNotNull(${value})), ${levels.indexOf(level) + 1})`

const latencies = <Prefix extends string>(prefix: Prefix, condition: string) =>
  Object.fromEntries(
    levels.map(level => [`${prefix}P${level * 100}Ms`, percentile(level, 'duration_ms', condition)]),
  ) as Record<`${Prefix}P${50 | 75 | 90 | 95 | 99}Ms`, string>

const tokensEach = <Prefix extends string>(prefix: Prefix, value: string) =>
  Object.fromEntries(
    [50, 95, 99].map(level => [`${prefix}P${level}`, percentile(level / 100, value, isAiCall)]),
  ) as Record<`${Prefix}P${50 | 95 | 99}`, string>

/** Aggregates over facts. What is measured per minute is counted here; `measure.ts` divides it by the time. */
const ofFacts = {
  events: 'count()',
  activeUsers: `groupBitmapIf(user_no, ${isActivity})`,
  eventsPerUser: `countIf(${isActivity}) / nullIf(groupBitmapIf(user_no, ${isActivity}), 0)`,
  activities: `countIf(${isUserActivity})`,
  logins: `countIf(${isUserActivity} and name = 'login')`,
  registrations: `countIf(${isUserActivity} and name = 'registration')`,

  conversations: `uniqExactIf(cityHash64(conversation_id), conversation_id != '')`,
  satisfaction: 'avgOrNull(satisfaction)',

  messages: `countIf(${isMessage})`,
  userMessages: `countIf(${isMessage} and role = 'USER')`,
  assistantMessages: `countIf(${isAnswer})`,
  messagesPerUser: `countIf(${isMessage} and user_no != 0) / nullIf(groupBitmapIf(user_no, ${isMessage} and user_no != 0), 0)`,
  fallbackRate: share('is_fallback', isAnswer),
  positiveFeedback: `countIf(feedback = 'POSITIVE')`,
  negativeFeedback: `countIf(feedback = 'NEGATIVE')`,
  responseTimeMs: `avgOrNullIf(duration_ms, ${isMessage})`,
  ...latencies('responseTime', isMessage),

  tokens: `sum(${tokens})`,
  inputTokens: sumOf('input_tokens'),
  cachedTokens: sumOf('cached_tokens'),
  outputTokens: sumOf('output_tokens'),
  costUsd: exactSumOf('cost_usd'),
  savedCostUsd: exactSumOf('saved_cost_usd'),
  unpricedCalls: `countIf(cost_source = 'UNKNOWN')`,

  aiCalls: `countIf(${isAiCall})`,
  aiCallsPerMinute: `countIf(${isAiCall})`,
  completions: `countIf(${isAiCall} and call_type = 'COMPLETION')`,
  embeddings: `countIf(${isAiCall} and call_type = 'EMBEDDING')`,
  aiErrors: `countIf(${isAiCall} and not success)`,
  aiErrorRate: share('not success', isAiCall),
  cacheHits: `countIf(${isAiCall} and cache_hit)`,
  cacheHitRate: share('cache_hit', isAiCall),
  timedAiCalls: `countIf(${isAiCall} and isNotNull(duration_ms))`,
  aiResponseTimeMs: `avgOrNullIf(duration_ms, ${isAiCall})`,
  ...latencies('ai', isAiCall),
  timeToFirstTokenMs: `avgOrNullIf(first_token_ms, ${isAiCall})`,
  timeToFirstTokenP95Ms: percentile(0.95, 'first_token_ms', isAiCall),
  ...tokensEach('inputTokens', input),
  ...tokensEach('outputTokens', 'output_tokens'),
  outputTokensPerSecond: `sumIf(output_tokens, ${isTimedAnswer}) * 1000 / nullIf(sumIf(duration_ms, ${isTimedAnswer}), 0)`,

  apiCalls: `countIf(${isApiCall})`,
  apiCallsPerMinute: `countIf(${isApiCall})`,
  apiErrors: `countIf(${isApiCall} and status_code >= 400)`,
  apiErrorRate: share('status_code >= 400', isApiCall),
  clientErrors: `countIf(${isApiCall} and status_code >= 400 and status_code < 500)`,
  serverErrors: `countIf(${isApiCall} and status_code >= 500)`,
  timedApiCalls: `countIf(${isApiCall} and isNotNull(duration_ms))`,
  apiResponseTimeMs: `avgOrNullIf(duration_ms, ${isApiCall})`,
  ...latencies('api', isApiCall),
} satisfies Partial<Record<Metric, string>>

/** Aggregates over sessions: `sessions.ts` says what those are. */
const ofSessions = {
  sessions: 'count()',
  averageSessionSeconds: 'avgOrNull(seconds)',
  medianSessionSeconds: 'quantileExactInclusiveOrNull(0.5)(seconds)',
  sessionsPerUser: 'countIf(notEmpty(users)) / nullIf(uniqExactArray(users), 0)',
} satisfies Partial<Record<Metric, string>>

/** Aggregates over the days that trail behind another one: `trailing.ts` says how far. */
const ofTrailing = {
  dau: 'groupBitmapMergeIf(users, age = 0)',
  wau: 'groupBitmapMergeIf(users, age < 7)',
  mau: 'groupBitmapMerge(users)',
  stickiness: 'groupBitmapMergeIf(users, age = 0) / nullIf(groupBitmapMerge(users), 0)',
} satisfies Partial<Record<Metric, string>>

/** Aggregates over the first activities of users. */
const ofFirstFacts = { newUsers: 'count()' } satisfies Partial<Record<Metric, string>>

/** Counted from the first activities before a range and those in it: `measure.ts` adds them up. */
const accumulated = { totalUsers: 'count()' } satisfies Partial<Record<Metric, string>>

/** Whether something is measured from facts alone, so that it can be told apart by any of their dimensions. */
export type FactMetric = keyof typeof ofFacts

/** What is counted for everybody at once, and so for nobody alone. */
export type TrailingMetric = keyof typeof ofTrailing

/** What metrics are computed from, each defined once: every question that shows one takes it from here. */
const sources = {
  facts: ofFacts,
  sessions: ofSessions,
  trailing: ofTrailing,
  firstFacts: ofFirstFacts,
  accumulated,
}
const expressions = {
  ...ofFacts,
  ...ofSessions,
  ...ofTrailing,
  ...ofFirstFacts,
  ...accumulated,
} satisfies Record<Metric, string>

/** A metric of facts as an aggregate over them. */
export const aggregateOf = (metric: FactMetric): Sql => raw(ofFacts[metric])

/** The metrics that come from one source. */
export const metricsFrom = (source: keyof typeof sources, names: Metric[]) =>
  names.filter(name => name in sources[source])

/** `select`ed metrics under their names; nothing at all costs a constant. */
export function select(names: Metric[]): Sql {
  const columns = names.map(name => `${expressions[name]} as ${name}`)
  return columns.length ? raw(columns.join(', ')) : sql`1 as nothing`
}

/** A selected metric as a number to rank by: money was selected as text. */
export const numeric = (metric: Metric) =>
  raw(metrics[metric].unit === 'USD' ? `toDecimal128(${metric}, 12)` : metric)

/** What a metric is where there is nothing to measure. */
export function emptyValue(metric: Metric): number | string | null {
  if (metrics[metric].unit === 'PER_MINUTE') return 0
  if (isNullable(metric)) return null
  return metrics[metric].unit === 'USD' ? '0' : 0
}
