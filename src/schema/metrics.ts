/** What a metric is measured in. It decides the GraphQL type, and what nothing at all counts as. */
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
  /** Whether more of it is better; null where that depends on whom you ask. */
  isUpGood: boolean | null
}

const up = (unit: Unit, description: string): MetricDefinition => ({ unit, description, isUpGood: true })
const down = (unit: Unit, description: string): MetricDefinition => ({ unit, description, isUpGood: false })
const open = (unit: Unit, description: string): MetricDefinition => ({ unit, description, isUpGood: null })

/** Five percentiles of one duration, under names such as `aiP95Ms`. */
const latencies = <Prefix extends string>(prefix: Prefix, what: string) => {
  const entries = [50, 75, 90, 95, 99].map(level => [
    `${prefix}P${level}Ms`,
    down(
      'MS',
      `The time that ${level} % of ${what} stayed within, in milliseconds; null when none was timed.`,
    ),
  ])
  return Object.fromEntries(entries) as Record<`${Prefix}P${50 | 75 | 90 | 95 | 99}Ms`, MetricDefinition>
}

/** Three percentiles of the tokens of single calls, under names such as `inputTokensP95`. */
const tokensEach = <Prefix extends string>(prefix: Prefix, what: string) => {
  const entries = [50, 95, 99].map(level => [
    `${prefix}P${level}`,
    open(
      'TOKENS_EACH',
      `The ${what} that ${level} % of requests to language models stayed within; null when none says.`,
    ),
  ])
  return Object.fromEntries(entries) as Record<`${Prefix}P${50 | 95 | 99}`, MetricDefinition>
}

/**
 * Every metric there is, in the words of the person who asks. How each is computed stands under the same name
 * in `clickhouse/fact-metrics.ts` or `analytics/query/measure/metrics.ts`.
 */
export const metrics = {
  events: up('COUNT', 'Facts of every kind.'),
  activeUsers: up(
    'COUNT',
    'Distinct users with at least one fact that is neither a system metric nor a crawler’s.',
  ),
  dau: up('COUNT', 'Distinct users who were active on the last day of it.'),
  wau: up('COUNT', 'Distinct users who were active in the 7 days that end with its last day.'),
  mau: up('COUNT', 'Distinct users who were active in the 30 days that end with its last day.'),
  stickiness: up('RATE', '`dau` ÷ `mau`, 0 to 1: on how many days of 30 a user comes; null without any.'),
  newUsers: up('COUNT', 'Users whose first activity ever happened then.'),
  totalUsers: up(
    'COUNT',
    'Users known by the end: their first activity ever happened before it. No filter changes it.',
  ),
  eventsPerUser: up(
    'PER_USER',
    'Facts that make their user active per active user: no system metrics, no crawler’s; null without any.',
  ),
  activities: up('COUNT', 'User activities: logins, logouts, registrations and others.'),
  logins: up('COUNT', 'Logins.'),
  registrations: up('COUNT', 'Registrations.'),
  sessions: up('COUNT', 'Sessions that started then.'),
  averageSessionSeconds: up(
    'SECONDS',
    'Mean length of a session, first fact to last, in seconds; null without any.',
  ),
  medianSessionSeconds: up('SECONDS', 'Median length of a session in seconds; null without any.'),
  sessionsPerUser: up('PER_USER', 'Sessions that name a user, per user they name; null without any.'),

  conversations: up('COUNT', 'Distinct conversations with at least one fact.'),
  satisfaction: up('SCORE', 'Mean of the satisfaction scores given, 1 to 5; null when none was.'),

  messages: up('COUNT', 'Messages.'),
  userMessages: up('COUNT', 'Messages of users.'),
  assistantMessages: up('COUNT', 'Messages of assistants.'),
  messagesPerUser: up('PER_USER', 'Messages that name their user, per such user; null without any.'),
  fallbackRate: down('RATE', 'Fallbacks as a share of the assistants’ messages, 0 to 1; null without any.'),
  positiveFeedback: up('COUNT', 'Messages with a thumbs up.'),
  negativeFeedback: down('COUNT', 'Messages with a thumbs down.'),
  responseTimeMs: down('MS', 'Mean response time of messages in milliseconds; null when none was given.'),
  ...latencies('responseTime', 'messages'),

  tokens: open('TOKENS', 'All tokens: input, cached input and output.'),
  inputTokens: open('TOKENS', 'Input tokens that the provider had not cached.'),
  cachedTokens: open('TOKENS', 'Input tokens that the provider had cached.'),
  outputTokens: open('TOKENS', 'Output tokens.'),
  costUsd: down(
    'USD',
    'What they cost, in US dollars. Calls without a known price are not in it: see `unpricedCalls`.',
  ),
  savedCostUsd: up('USD', 'What your own cache saved, in US dollars.'),
  unpricedCalls: down('COUNT', 'Uses of a model without a price, whose cost is not known.'),

  aiCalls: open('COUNT', 'Requests to language models.'),
  aiCallsPerMinute: open(
    'PER_MINUTE',
    'Requests to language models per minute of the elapsed time; null before it begins.',
  ),
  completions: open('COUNT', 'Requests to language models for text.'),
  embeddings: open('COUNT', 'Requests to language models for vectors.'),
  aiErrors: down('COUNT', 'Requests to language models that failed.'),
  aiErrorRate: down(
    'RATE',
    'Failed requests to language models as a share of all, 0 to 1; null without any.',
  ),
  cacheHits: up('COUNT', 'Requests that your own cache answered.'),
  cacheHitRate: up(
    'RATE',
    'Requests that your own cache answered as a share of all, 0 to 1; null without any.',
  ),
  timedAiCalls: open(
    'COUNT',
    'Requests to language models that say how long they took: the sample of the times.',
  ),
  aiResponseTimeMs: down(
    'MS',
    'Mean duration of requests to language models in milliseconds; null when none was timed.',
  ),
  ...latencies('ai', 'requests to language models'),
  timeToFirstTokenMs: down('MS', 'Mean time to the first token in milliseconds; null when none was given.'),
  timeToFirstTokenP95Ms: down(
    'MS',
    'The time to the first token that 95 % of requests stayed within, in milliseconds.',
  ),
  ...tokensEach('inputTokens', 'input tokens, cached ones included,'),
  ...tokensEach('outputTokens', 'output tokens'),
  outputTokensPerSecond: up(
    'PER_SECOND',
    'Output tokens per second, of the requests that say both and took longer than 0; null when none does.',
  ),

  apiCalls: up('COUNT', 'Requests to HTTP endpoints of the platform.'),
  apiCallsPerMinute: up('PER_MINUTE', 'Requests per minute of the elapsed time; null before it begins.'),
  apiErrors: down('COUNT', 'Requests to HTTP endpoints with a status of 400 and above.'),
  apiErrorRate: down(
    'RATE',
    'Requests with a status of 400 and above as a share of all, 0 to 1; null without any.',
  ),
  clientErrors: down('COUNT', 'Requests with a status of 400 to 499.'),
  serverErrors: down('COUNT', 'Requests with a status of 500 and above.'),
  timedApiCalls: open('COUNT', 'Requests that say how long they took: the sample of the times.'),
  apiResponseTimeMs: down('MS', 'Mean duration of requests in milliseconds; null when none was timed.'),
  ...latencies('api', 'requests'),
} satisfies Record<string, MetricDefinition>

export type Metric = keyof typeof metrics
