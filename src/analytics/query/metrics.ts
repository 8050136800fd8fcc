import { raw, type Sql, sql } from '../../clickhouse/sql.ts'

/** A fact makes its user active unless a machine measured it or a crawler caused it. */
const isActivity = `user_no != 0 and kind != 'system_metric' and not is_bot`
const isApiCall = `kind = 'api_call'`
const isAiCall = `kind = 'ai_call'`
const isAnswer = `kind = 'message' and role = 'ASSISTANT'`
/** Model calls and messages both use tokens and cost money. */
const tokens = 'ifNull(input_tokens, 0) + ifNull(cached_tokens, 0) + ifNull(output_tokens, 0)'

const percentile = (level: number, value: string, condition: string) =>
  `quantileExactInclusiveOrNullIf(${level})(${value}, ${condition} and isNotNull(${value}))`
const share = (part: string, whole: string) => `countIf(${part}) / nullIf(countIf(${whole}), 0)`

/**
 * What can be counted of facts, each defined once: every question that shows a metric takes it from here.
 * Durations are in milliseconds, costs in US dollars, rates from 0 to 1; null where there is nothing to divide by.
 */
const metrics = {
  events: 'count()',
  activeUsers: `uniqExactIf(user_no, ${isActivity})`,
  eventsPerUser: `countIf(${isActivity}) / nullIf(uniqExactIf(user_no, ${isActivity}), 0)`,
  logins: `countIf(kind = 'activity' and name = 'login')`,
  registrations: `countIf(kind = 'activity' and name = 'registration')`,
  activities: `countIf(kind = 'activity')`,

  conversations: `uniqExactIf(conversation_id, conversation_id != '')`,
  conversationsStarted: `uniqExactIf(conversation_id, name = 'conversation_started')`,
  conversationsEnded: `uniqExactIf(conversation_id, name = 'conversation_ended')`,
  satisfaction: 'avgOrNull(satisfaction)',

  messages: `countIf(kind = 'message')`,
  userMessages: `countIf(kind = 'message' and role = 'USER')`,
  assistantMessages: `countIf(${isAnswer})`,
  messagesPerUser: `countIf(kind = 'message' and user_no != 0)
    / nullIf(uniqExactIf(user_no, kind = 'message' and user_no != 0), 0)`,
  fallbackRate: share(`${isAnswer} and is_fallback`, isAnswer),
  positiveFeedback: `countIf(feedback = 'POSITIVE')`,
  negativeFeedback: `countIf(feedback = 'NEGATIVE')`,
  responseTimeMs: `avgOrNullIf(duration_ms, kind = 'message')`,
  responseTimeP50Ms: percentile(0.5, 'duration_ms', `kind = 'message'`),
  responseTimeP95Ms: percentile(0.95, 'duration_ms', `kind = 'message'`),

  tokens: `sum(${tokens})`,
  inputTokens: 'sum(ifNull(input_tokens, 0))',
  cachedTokens: 'sum(ifNull(cached_tokens, 0))',
  outputTokens: 'sum(ifNull(output_tokens, 0))',
  costUsd: 'toString(sum(ifNull(cost_usd, 0)))',
  savedCostUsd: 'toString(sum(ifNull(saved_cost_usd, 0)))',
  unpricedCalls: `countIf(cost_source = 'UNKNOWN')`,

  aiCalls: `countIf(${isAiCall})`,
  completions: `countIf(${isAiCall} and call_type = 'COMPLETION')`,
  embeddings: `countIf(${isAiCall} and call_type = 'EMBEDDING')`,
  aiErrors: `countIf(${isAiCall} and not success)`,
  aiErrorRate: share(`${isAiCall} and not success`, isAiCall),
  cacheHits: `countIf(${isAiCall} and cache_hit)`,
  aiDurationMs: `avgOrNullIf(duration_ms, ${isAiCall})`,
  aiDurationP50Ms: percentile(0.5, 'duration_ms', isAiCall),
  aiDurationP95Ms: percentile(0.95, 'duration_ms', isAiCall),
  aiDurationP99Ms: percentile(0.99, 'duration_ms', isAiCall),
  firstTokenMs: `avgOrNullIf(first_token_ms, ${isAiCall})`,
  firstTokenP95Ms: percentile(0.95, 'first_token_ms', isAiCall),
  outputTokensPerSecond: `sumIf(output_tokens, ${isAiCall} and duration_ms > 0)
    / nullIf(sumIf(duration_ms, ${isAiCall} and duration_ms > 0 and isNotNull(output_tokens)) / 1000, 0)`,

  apiCalls: `countIf(${isApiCall})`,
  apiErrors: `countIf(${isApiCall} and status_code >= 400)`,
  apiErrorRate: share(`${isApiCall} and status_code >= 400`, isApiCall),
  clientErrors: `countIf(${isApiCall} and status_code >= 400 and status_code < 500)`,
  serverErrors: `countIf(${isApiCall} and status_code >= 500)`,
  apiResponseTimeMs: `avgOrNullIf(duration_ms, ${isApiCall})`,
  apiP50Ms: percentile(0.5, 'duration_ms', isApiCall),
  apiP90Ms: percentile(0.9, 'duration_ms', isApiCall),
  apiP95Ms: percentile(0.95, 'duration_ms', isApiCall),
  apiP99Ms: percentile(0.99, 'duration_ms', isApiCall),
} as const

export type Metric = keyof typeof metrics

/** What a bucket without facts shows: counts and sums are 0, what has nothing to divide by is null. */
export const emptyValue = (metric: Metric): number | string | null => {
  if (metric.endsWith('CostUsd') || metric === 'costUsd') return '0'
  return /Ms$|Rate$|Per|^satisfaction$/.test(metric) ? null : 0
}

/** `select`ed metrics under their names; nothing at all costs a constant. */
export function select(names: Metric[]): Sql {
  const columns = names.map(name => `${metrics[name]} as ${name}`)
  return columns.length ? raw(columns.join(', ')) : sql`1 as nothing`
}
