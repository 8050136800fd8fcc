/** The unit of a metric. It decides the GraphQL type, and whether the metric of no events is 0 or null. */
export type Unit =
  | 'COUNT'
  | 'TOKENS'
  | 'TOKENS_EACH'
  | 'USD'
  | 'RATE'
  | 'MS'
  | 'SECONDS'
  | 'SCORE'
  | 'PER_USER'
  | 'PER_MINUTE'
  | 'PER_SECOND'

export interface MetricDefinition {
  unit: Unit
  description: string
  /** Whether a higher number is better; null if that depends on the point of view. */
  isUpGood: boolean | null
}

const up = (unit: Unit, description: string): MetricDefinition => ({ unit, description, isUpGood: true })
const down = (unit: Unit, description: string): MetricDefinition => ({ unit, description, isUpGood: false })
const open = (unit: Unit, description: string): MetricDefinition => ({ unit, description, isUpGood: null })

/** Five percentiles of a duration, under names such as `aiP95Ms`. */
const latencies = <Prefix extends string>(prefix: Prefix, what: string) => {
  const entries = [50, 75, 90, 95, 99].map(level => [
    `${prefix}P${level}Ms`,
    down('MS', `${level}th percentile of the ${what}, in milliseconds; null if none has one.`),
  ])
  return Object.fromEntries(entries) as Record<`${Prefix}P${50 | 75 | 90 | 95 | 99}Ms`, MetricDefinition>
}

/** Three percentiles of the tokens per AI call, under names such as `inputTokensP95`. */
const tokensEach = <Prefix extends string>(prefix: Prefix, what: string) => {
  const entries = [50, 95, 99].map(level => [
    `${prefix}P${level}`,
    open('TOKENS_EACH', `${level}th percentile of the ${what} of an AI call; null if no call has any.`),
  ])
  return Object.fromEntries(entries) as Record<`${Prefix}P${50 | 95 | 99}`, MetricDefinition>
}

/**
 * All metrics with their units and descriptions. The SQL of a metric stands under the same name in
 * `clickhouse/fact-metrics.ts` or `analytics/query/measure/metrics.ts`.
 */
export const metrics = {
  events: up('COUNT', 'The number of events of every kind.'),
  activeUsers: up(
    'COUNT',
    'Distinct users with at least one active event, that is any event except system metrics and events of crawlers.',
  ),
  dau: up('COUNT', 'Daily active users: distinct users who were active on the last day.'),
  wau: up(
    'COUNT',
    'Weekly active users: distinct users who were active in the 7 days that end with the last day.',
  ),
  mau: up(
    'COUNT',
    'Monthly active users: distinct users who were active in the 30 days that end with the last day.',
  ),
  stickiness: up(
    'RATE',
    '`dau` ÷ `mau`, 0 to 1: 0.5 means that a user comes on half of the days; null without active users.',
  ),
  newUsers: up('COUNT', 'Users whose first active event ever lies in the period.'),
  totalUsers: up(
    'COUNT',
    'Users whose first active event ever lies before the end of the period. Filters do not apply.',
  ),
  eventsPerUser: up(
    'PER_USER',
    'Active events per active user, without system metrics and events of crawlers; null without active users.',
  ),
  activities: up('COUNT', 'The number of user activities: logins, logouts, registrations and others.'),
  logins: up('COUNT', 'The number of activities of type `login`.'),
  registrations: up('COUNT', 'The number of activities of type `registration`.'),
  sessions: up('COUNT', 'Sessions that started in the period.'),
  averageSessionSeconds: up(
    'SECONDS',
    'Mean session length, first event to last, in seconds; null without sessions.',
  ),
  medianSessionSeconds: up(
    'SECONDS',
    'Median session length, first event to last, in seconds; null without sessions.',
  ),
  sessionsPerUser: up(
    'PER_USER',
    'Sessions with a user ÷ distinct users of these sessions; null without such sessions.',
  ),

  conversations: up('COUNT', 'Distinct conversations with at least one event.'),
  satisfaction: up('SCORE', 'Mean satisfaction score, 1 to 5; null without scores.'),

  messages: up('COUNT', 'The number of messages.'),
  userMessages: up('COUNT', 'The number of messages with the role `USER`.'),
  assistantMessages: up('COUNT', 'The number of messages with the role `ASSISTANT`.'),
  messagesPerUser: up(
    'PER_USER',
    'Messages with a user ÷ distinct users of these messages; null without such messages.',
  ),
  fallbackRate: down('RATE', 'Fallbacks ÷ messages of the assistant, 0 to 1; null without such messages.'),
  positiveFeedback: up('COUNT', 'Messages with positive feedback (thumbs up).'),
  negativeFeedback: down('COUNT', 'Messages with negative feedback (thumbs down).'),
  responseTimeMs: down('MS', 'Mean response time of messages, in milliseconds; null if no message has one.'),
  ...latencies('responseTime', 'response time of messages'),

  tokens: open('TOKENS', 'All tokens: input, cached input and output.'),
  inputTokens: open('TOKENS', 'Input tokens outside the provider’s cache.'),
  cachedTokens: open('TOKENS', 'Input tokens from the provider’s cache.'),
  outputTokens: open('TOKENS', 'The number of output tokens.'),
  costUsd: down(
    'USD',
    'The cost in US dollars. Calls without a known price are not included: see `unpricedCalls`.',
  ),
  savedCostUsd: up('USD', 'The cost that your own cache saved, in US dollars.'),
  unpricedCalls: down(
    'COUNT',
    'AI calls and messages whose model has no price, so that their cost is unknown.',
  ),

  aiCalls: open('COUNT', 'The number of AI calls: requests to AI models.'),
  aiCallsPerMinute: open(
    'PER_MINUTE',
    'AI calls per minute of the elapsed time; null before the period begins.',
  ),
  completions: open('COUNT', 'AI calls that generate text.'),
  embeddings: open('COUNT', 'AI calls that compute embeddings (vectors).'),
  aiErrors: down('COUNT', 'AI calls that failed.'),
  aiErrorRate: down('RATE', 'Failed AI calls ÷ all AI calls, 0 to 1; null without calls.'),
  cacheHits: up('COUNT', 'AI calls that your own cache answered.'),
  cacheHitRate: up(
    'RATE',
    'AI calls that your own cache answered ÷ all AI calls, 0 to 1; null without calls.',
  ),
  timedAiCalls: open('COUNT', 'AI calls with a duration: the sample of the response times.'),
  aiResponseTimeMs: down('MS', 'Mean duration of AI calls, in milliseconds; null if no call has one.'),
  ...latencies('ai', 'duration of AI calls'),
  timeToFirstTokenMs: down('MS', 'Mean time to the first token, in milliseconds; null if no call has one.'),
  timeToFirstTokenP95Ms: down(
    'MS',
    '95th percentile of the time to the first token, in milliseconds; null if no call has one.',
  ),
  ...tokensEach('inputTokens', 'input tokens, including cached ones,'),
  ...tokensEach('outputTokens', 'output tokens'),
  outputTokensPerSecond: up(
    'PER_SECOND',
    'Output tokens per second over the AI calls that have both tokens and a duration above 0; null without such ' +
      'calls.',
  ),

  apiCalls: up('COUNT', 'The number of API calls: requests to HTTP endpoints of the platform.'),
  apiCallsPerMinute: up(
    'PER_MINUTE',
    'API calls per minute of the elapsed time; null before the period begins.',
  ),
  apiErrors: down('COUNT', 'API calls with a status of 400 or above.'),
  apiErrorRate: down(
    'RATE',
    'API calls with a status of 400 or above ÷ all API calls, 0 to 1; null without calls.',
  ),
  clientErrors: down('COUNT', 'API calls with a status of 400 to 499.'),
  serverErrors: down('COUNT', 'API calls with a status of 500 or above.'),
  timedApiCalls: open('COUNT', 'API calls with a duration: the sample of the response times.'),
  apiResponseTimeMs: down('MS', 'Mean duration of API calls, in milliseconds; null if no call has one.'),
  ...latencies('api', 'duration of API calls'),
} satisfies Record<string, MetricDefinition>

export type Metric = keyof typeof metrics
