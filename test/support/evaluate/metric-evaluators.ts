import { type Metric } from '../../../src/metrics-catalogue/catalogue.ts'
import { activeUsersOf, isActivity, usersOf } from './activity.ts'
import type { LogFact } from './log-fact.ts'
import type { Sample } from './metric-sample.ts'
import { quantile } from './quantile.ts'
import type { Session } from './sessions.ts'
import { mean, money, ratio, sum } from './totals.ts'

type Evaluate = (sample: Sample) => number | string | null

const count = (facts: LogFact[], isCounted: (fact: LogFact) => boolean) => facts.filter(isCounted).length
const share = (facts: LogFact[], isCounted: (fact: LogFact) => boolean) =>
  ratio(count(facts, isCounted), facts.length)

/** The values of the facts that give one. */
const given = (facts: LogFact[], value: (fact: LogFact) => number | undefined): number[] =>
  facts.map(value).filter(number => number !== undefined)

const durations = (facts: LogFact[]) => given(facts, fact => fact.durationMs)
const firstTokens = ({ aiCalls }: Sample) => given(aiCalls, call => call.firstTokenMs)

const secondsOf = ({ start, end }: Session) => (end - start) / 1_000
const named = ({ user }: LogFact) => user !== null
const failed = ({ success }: LogFact) => success === false
const cached = ({ cacheHit }: LogFact) => cacheHit === true
const isError = ({ statusCode }: LogFact) => statusCode! >= 400
const allTokens = (fact: LogFact) =>
  sum([fact.inputTokens ?? 0, fact.cachedTokens ?? 0, fact.outputTokens ?? 0])

/** How each metric is computed: the meaning that `src/metrics-catalogue` gives it, read by somebody else. */
export const evaluators = {
  events: ({ facts }) => facts.length,
  activeUsers: ({ facts }) => activeUsersOf(facts).size,
  newUsers: ({ newUsers }) => newUsers,
  totalUsers: ({ totalUsers }) => totalUsers,
  eventsPerUser: ({ facts }) => ratio(count(facts, isActivity), activeUsersOf(facts).size),
  activities: ({ activities }) => activities.length,
  logins: ({ activities }) => count(activities, ({ name }) => name === 'login'),
  registrations: ({ activities }) => count(activities, ({ name }) => name === 'registration'),
  dau: ({ activeInLast }) => activeInLast(1),
  wau: ({ activeInLast }) => activeInLast(7),
  mau: ({ activeInLast }) => activeInLast(30),
  stickiness: ({ activeInLast }) => ratio(activeInLast(1), activeInLast(30)),
  sessions: ({ sessions }) => sessions.length,
  averageSessionSeconds: ({ sessions }) => mean(sessions.map(secondsOf)),
  medianSessionSeconds: ({ sessions }) => quantile(sessions.map(secondsOf), 0.5),
  sessionsPerUser: ({ sessions }) =>
    ratio(
      sessions.filter(({ users }) => users.size > 0).length,
      new Set(sessions.flatMap(({ users }) => [...users])).size,
    ),

  conversations: ({ facts }) => new Set(facts.flatMap(({ conversationId }) => conversationId ?? [])).size,
  satisfaction: ({ facts }) => mean(given(facts, fact => fact.satisfaction)),

  messages: ({ messages }) => messages.length,
  userMessages: ({ messages }) => count(messages, ({ role }) => role === 'USER'),
  assistantMessages: ({ answers }) => answers.length,
  messagesPerUser: ({ messages }) => ratio(count(messages, named), usersOf(messages).size),
  fallbackRate: ({ answers }) => share(answers, ({ isFallback }) => isFallback === true),
  positiveFeedback: ({ messages }) => count(messages, ({ feedback }) => feedback === 'POSITIVE'),
  negativeFeedback: ({ messages }) => count(messages, ({ feedback }) => feedback === 'NEGATIVE'),
  responseTimeMs: ({ messages }) => mean(durations(messages)),
  responseTimeP50Ms: ({ messages }) => quantile(durations(messages), 0.5),
  responseTimeP75Ms: ({ messages }) => quantile(durations(messages), 0.75),
  responseTimeP90Ms: ({ messages }) => quantile(durations(messages), 0.9),
  responseTimeP95Ms: ({ messages }) => quantile(durations(messages), 0.95),
  responseTimeP99Ms: ({ messages }) => quantile(durations(messages), 0.99),

  tokens: ({ facts }) => sum(facts.map(allTokens)),
  inputTokens: ({ facts }) => sum(given(facts, fact => fact.inputTokens)),
  cachedTokens: ({ facts }) => sum(given(facts, fact => fact.cachedTokens)),
  outputTokens: ({ facts }) => sum(given(facts, fact => fact.outputTokens)),
  costUsd: ({ facts }) => money(facts.map(fact => fact.costUsd)),
  savedCostUsd: ({ facts }) => money(facts.map(fact => fact.savedCostUsd)),
  unpricedCalls: ({ facts }) => count(facts, ({ costSource }) => costSource === 'UNKNOWN'),

  aiCalls: ({ aiCalls }) => aiCalls.length,
  aiCallsPerMinute: ({ aiCalls, minutes }) => perMinute(aiCalls, minutes),
  completions: ({ aiCalls }) => count(aiCalls, ({ callType }) => callType === 'COMPLETION'),
  embeddings: ({ aiCalls }) => count(aiCalls, ({ callType }) => callType === 'EMBEDDING'),
  aiErrors: ({ aiCalls }) => count(aiCalls, failed),
  aiErrorRate: ({ aiCalls }) => share(aiCalls, failed),
  cacheHits: ({ aiCalls }) => count(aiCalls, cached),
  cacheHitRate: ({ aiCalls }) => share(aiCalls, cached),
  timedAiCalls: ({ aiCalls }) => durations(aiCalls).length,
  aiResponseTimeMs: ({ aiCalls }) => mean(durations(aiCalls)),
  aiP50Ms: ({ aiCalls }) => quantile(durations(aiCalls), 0.5),
  aiP75Ms: ({ aiCalls }) => quantile(durations(aiCalls), 0.75),
  aiP90Ms: ({ aiCalls }) => quantile(durations(aiCalls), 0.9),
  aiP95Ms: ({ aiCalls }) => quantile(durations(aiCalls), 0.95),
  aiP99Ms: ({ aiCalls }) => quantile(durations(aiCalls), 0.99),
  timeToFirstTokenMs: sample => mean(firstTokens(sample)),
  timeToFirstTokenP95Ms: sample => quantile(firstTokens(sample), 0.95),
  inputTokensP50: ({ aiCalls }) => quantile(given(aiCalls, inputOf), 0.5),
  inputTokensP95: ({ aiCalls }) => quantile(given(aiCalls, inputOf), 0.95),
  inputTokensP99: ({ aiCalls }) => quantile(given(aiCalls, inputOf), 0.99),
  outputTokensP50: ({ aiCalls }) =>
    quantile(
      given(aiCalls, call => call.outputTokens),
      0.5,
    ),
  outputTokensP95: ({ aiCalls }) =>
    quantile(
      given(aiCalls, call => call.outputTokens),
      0.95,
    ),
  outputTokensP99: ({ aiCalls }) =>
    quantile(
      given(aiCalls, call => call.outputTokens),
      0.99,
    ),
  outputTokensPerSecond,

  apiCalls: ({ apiCalls }) => apiCalls.length,
  apiCallsPerMinute: ({ apiCalls, minutes }) => perMinute(apiCalls, minutes),
  apiErrors: ({ apiCalls }) => count(apiCalls, isError),
  apiErrorRate: ({ apiCalls }) => share(apiCalls, isError),
  clientErrors: ({ apiCalls }) => count(apiCalls, call => isError(call) && call.statusCode! <= 499),
  serverErrors: ({ apiCalls }) => count(apiCalls, ({ statusCode }) => statusCode! >= 500),
  timedApiCalls: ({ apiCalls }) => durations(apiCalls).length,
  apiResponseTimeMs: ({ apiCalls }) => mean(durations(apiCalls)),
  apiP50Ms: ({ apiCalls }) => quantile(durations(apiCalls), 0.5),
  apiP75Ms: ({ apiCalls }) => quantile(durations(apiCalls), 0.75),
  apiP90Ms: ({ apiCalls }) => quantile(durations(apiCalls), 0.9),
  apiP95Ms: ({ apiCalls }) => quantile(durations(apiCalls), 0.95),
  apiP99Ms: ({ apiCalls }) => quantile(durations(apiCalls), 0.99),
} satisfies Record<Metric, Evaluate>

/** Null of a bucket that has not begun. */
const perMinute = (facts: LogFact[], minutes: number) => (minutes > 0 ? facts.length / minutes : null)

/** Cached or not; a call that says neither says nothing. */
function inputOf({ inputTokens, cachedTokens }: LogFact): number | undefined {
  if (inputTokens === undefined && cachedTokens === undefined) return undefined
  return (inputTokens ?? 0) + (cachedTokens ?? 0)
}

/** All tokens of these requests over all their time: a long request weighs more than a short one. */
function outputTokensPerSecond({ aiCalls }: Sample): number | null {
  const both = aiCalls.filter(call => call.outputTokens !== undefined && (call.durationMs ?? 0) > 0)
  return ratio(sum(given(both, call => call.outputTokens)), sum(durations(both)) / 1_000)
}
