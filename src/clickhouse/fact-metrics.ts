import { count, countIf, mean, meanIf, ofFacts, sum, sumIf, type Total, total, usersIf } from './total.ts'

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

const number = (condition: string) => total`${countIf(condition)}`
const share = (part: string, whole: string) =>
  total`${countIf(`${whole} and ${part}`)} / nullIf(${countIf(whole)}, 0)`
const perUser = (condition: string) => total`${countIf(condition)} / nullIf(${usersIf(condition)}, 0)`
const sumOf = (column: string) => total`${sum(`ifNull(${column}, 0)`)}`
/** Text, since JSON numbers are binary fractions. */
const exactSumOf = (column: string) => total`toString(${sum(`ifNull(${column}, 0)`)})`
const meanOf = (column: string, condition: string) => total`${meanIf(column, condition)}`

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

/**
 * Every metric of facts as SQL over them. A `Total` adds up from parts of the facts: the projections of `tables.ts` keep
 * its states. What does not add up is text. What is measured per minute is counted here; `measure.ts` divides it by the
 * time.
 */
export const factMetrics = {
  events: total`${count()}`,
  activeUsers: total`${usersIf(isActivity)}`,
  eventsPerUser: perUser(isActivity),
  activities: number(isUserActivity),
  logins: number(`${isUserActivity} and name = 'login'`),
  registrations: number(`${isUserActivity} and name = 'registration'`),

  conversations: `uniqExactIf(cityHash64(conversation_id), conversation_id != '')`,
  satisfaction: total`${mean('satisfaction')}`,

  messages: number(isMessage),
  userMessages: number(`${isMessage} and role = 'USER'`),
  assistantMessages: number(isAnswer),
  messagesPerUser: perUser(`${isMessage} and user_no != 0`),
  fallbackRate: share('is_fallback', isAnswer),
  positiveFeedback: number(`feedback = 'POSITIVE'`),
  negativeFeedback: number(`feedback = 'NEGATIVE'`),
  responseTimeMs: meanOf('duration_ms', isMessage),
  ...latencies('responseTime', isMessage),

  tokens: total`${sum(tokens)}`,
  inputTokens: sumOf('input_tokens'),
  cachedTokens: sumOf('cached_tokens'),
  outputTokens: sumOf('output_tokens'),
  costUsd: exactSumOf('cost_usd'),
  savedCostUsd: exactSumOf('saved_cost_usd'),
  unpricedCalls: number(`cost_source = 'UNKNOWN'`),

  aiCalls: number(isAiCall),
  aiCallsPerMinute: number(isAiCall),
  completions: number(`${isAiCall} and call_type = 'COMPLETION'`),
  embeddings: number(`${isAiCall} and call_type = 'EMBEDDING'`),
  aiErrors: number(`${isAiCall} and not success`),
  aiErrorRate: share('not success', isAiCall),
  cacheHits: number(`${isAiCall} and cache_hit`),
  cacheHitRate: share('cache_hit', isAiCall),
  timedAiCalls: number(`${isAiCall} and isNotNull(duration_ms)`),
  aiResponseTimeMs: meanOf('duration_ms', isAiCall),
  ...latencies('ai', isAiCall),
  timeToFirstTokenMs: meanOf('first_token_ms', isAiCall),
  timeToFirstTokenP95Ms: percentile(0.95, 'first_token_ms', isAiCall),
  ...tokensEach('inputTokens', input),
  ...tokensEach('outputTokens', 'output_tokens'),
  outputTokensPerSecond: total`${sumIf('output_tokens', isTimedAnswer)} * 1000 / nullIf(${sumIf('duration_ms', isTimedAnswer)}, 0)`,

  apiCalls: number(isApiCall),
  apiCallsPerMinute: number(isApiCall),
  apiErrors: number(`${isApiCall} and status_code >= 400`),
  apiErrorRate: share('status_code >= 400', isApiCall),
  clientErrors: number(`${isApiCall} and status_code >= 400 and status_code < 500`),
  serverErrors: number(`${isApiCall} and status_code >= 500`),
  timedApiCalls: number(`${isApiCall} and isNotNull(duration_ms)`),
  apiResponseTimeMs: meanOf('duration_ms', isApiCall),
  ...latencies('api', isApiCall),
} satisfies Record<string, Total | string>

/** A metric of facts as an aggregate over them. */
export const overFacts = (metric: Total | string): string =>
  typeof metric === 'string' ? metric : ofFacts(metric)
