import { type Metric } from '../../../src/metrics-catalogue/catalogue.ts'
import { activeUsersOf, isActivity, usersOf } from './activity.ts'
import type { LogEvent } from './log-event.ts'
import type { Sample } from './metric-sample.ts'
import { quantile } from './quantile.ts'
import type { Session } from './sessions.ts'
import { mean, money, ratio, sum } from './totals.ts'

type Evaluate = (sample: Sample) => number | string | null

const count = (events: LogEvent[], isCounted: (event: LogEvent) => boolean) => events.filter(isCounted).length
const share = (events: LogEvent[], isCounted: (event: LogEvent) => boolean) =>
  ratio(count(events, isCounted), events.length)

/** The values of the events that have one. */
const given = (events: LogEvent[], value: (event: LogEvent) => number | undefined): number[] =>
  events.map(value).filter(number => number !== undefined)

const durations = (events: LogEvent[]) => given(events, event => event.durationMs)
const firstTokens = ({ aiCalls }: Sample) => given(aiCalls, call => call.firstTokenMs)

const secondsOf = ({ start, end }: Session) => (end - start) / 1_000
const named = ({ user }: LogEvent) => user !== null
const failed = ({ success }: LogEvent) => success === false
const cached = ({ cacheHit }: LogEvent) => cacheHit === true
const isError = ({ statusCode }: LogEvent) => statusCode === undefined || statusCode >= 400
const allTokens = (event: LogEvent) =>
  sum([
    ...[event.inputTokens ?? 0, event.cachedTokens ?? 0, event.cacheWriteTokens ?? 0],
    event.outputTokens ?? 0,
  ])

/** Every metric a second time: the definition of `src/metrics-catalogue` in plain code. */
export const evaluators = {
  events: ({ events }) => events.length,
  activeUsers: ({ events }) => activeUsersOf(events).size,
  newUsers: ({ newUsers }) => newUsers,
  totalUsers: ({ totalUsers }) => totalUsers,
  eventsPerUser: ({ events }) => ratio(count(events, isActivity), activeUsersOf(events).size),
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
  bounceRate: ({ sessions }) => ratio(sessions.filter(({ events }) => events === 1).length, sessions.length),
  sessionsPerUser: ({ sessions }) =>
    ratio(
      sessions.filter(({ users }) => users.size > 0).length,
      new Set(sessions.flatMap(({ users }) => [...users])).size,
    ),

  conversations: ({ events }) => new Set(events.flatMap(({ conversationId }) => conversationId ?? [])).size,
  satisfaction: ({ events }) => mean(given(events, event => event.satisfaction)),

  messages: ({ messages }) => messages.length,
  userMessages: ({ messages }) => count(messages, ({ role }) => role === 'USER'),
  assistantMessages: ({ answers }) => answers.length,
  messagesPerUser: ({ messages }) => ratio(count(messages, named), usersOf(messages).size),
  messagesPerConversation: ({ messages }) =>
    ratio(messages.length, new Set(messages.map(({ conversationId }) => conversationId)).size),
  fallbackRate: ({ answers }) => share(answers, ({ isFallback }) => isFallback === true),
  positiveFeedback: ({ messages }) => count(messages, ({ feedback }) => feedback === 'POSITIVE'),
  negativeFeedback: ({ messages }) => count(messages, ({ feedback }) => feedback === 'NEGATIVE'),
  responseTimeMs: ({ messages }) => mean(durations(messages)),
  responseTimeP50Ms: ({ messages }) => quantile(durations(messages), 0.5),
  responseTimeP75Ms: ({ messages }) => quantile(durations(messages), 0.75),
  responseTimeP90Ms: ({ messages }) => quantile(durations(messages), 0.9),
  responseTimeP95Ms: ({ messages }) => quantile(durations(messages), 0.95),
  responseTimeP99Ms: ({ messages }) => quantile(durations(messages), 0.99),

  tokens: ({ events }) => sum(events.map(allTokens)),
  inputTokens: ({ events }) => sum(given(events, event => event.inputTokens)),
  cachedTokens: ({ events }) => sum(given(events, event => event.cachedTokens)),
  cacheWriteTokens: ({ events }) => sum(given(events, event => event.cacheWriteTokens)),
  audioInputTokens: ({ events }) => sum(given(events, event => event.audioInputTokens)),
  outputTokens: ({ events }) => sum(given(events, event => event.outputTokens)),
  reasoningTokens: ({ events }) => sum(given(events, event => event.reasoningTokens)),
  audioOutputTokens: ({ events }) => sum(given(events, event => event.audioOutputTokens)),
  costUsd: ({ events }) => money(events.map(event => event.costUsd)),
  savedCostUsd: ({ events }) => money(events.map(event => event.savedCostUsd)),
  unpricedCalls: ({ events }) =>
    count(events, ({ costSource }) => costSource === 'UNKNOWN' || costSource === 'LOWER_BOUND'),
  lowerBoundCalls: ({ events }) => count(events, ({ costSource }) => costSource === 'LOWER_BOUND'),
  callsWithoutUsage: ({ events }) =>
    count(events, event => event.costSource === 'UNKNOWN' && !reports(event)),

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
  clientErrors: ({ apiCalls }) =>
    count(apiCalls, ({ statusCode }) => statusCode! >= 400 && statusCode! <= 499),
  serverErrors: ({ apiCalls }) => count(apiCalls, ({ statusCode }) => statusCode! >= 500),
  timedApiCalls: ({ apiCalls }) => durations(apiCalls).length,
  apiResponseTimeMs: ({ apiCalls }) => mean(durations(apiCalls)),
  apiP50Ms: ({ apiCalls }) => quantile(durations(apiCalls), 0.5),
  apiP75Ms: ({ apiCalls }) => quantile(durations(apiCalls), 0.75),
  apiP90Ms: ({ apiCalls }) => quantile(durations(apiCalls), 0.9),
  apiP95Ms: ({ apiCalls }) => quantile(durations(apiCalls), 0.95),
  apiP99Ms: ({ apiCalls }) => quantile(durations(apiCalls), 0.99),
} satisfies Record<Metric, Evaluate>

/** Null for a bucket that has not started. */
const perMinute = (events: LogEvent[], minutes: number) => (minutes > 0 ? events.length / minutes : null)

/** Whether the event gives any number of tokens. */
const reports = (event: LogEvent) =>
  inputOf(event) !== undefined ||
  [event.audioInputTokens, event.outputTokens, event.reasoningTokens, event.audioOutputTokens].some(
    tokens => tokens !== undefined,
  )

/** All input tokens, cached or not; undefined if the call gives none of the numbers. */
function inputOf({ inputTokens, cachedTokens, cacheWriteTokens }: LogEvent): number | undefined {
  const numbers = [inputTokens, cachedTokens, cacheWriteTokens].filter(tokens => tokens !== undefined)
  return numbers.length ? sum(numbers) : undefined
}

/** All tokens of these requests divided by all their time: a long request weighs more than a short one. */
function outputTokensPerSecond({ aiCalls }: Sample): number | null {
  const both = aiCalls.filter(call => call.outputTokens !== undefined && (call.durationMs ?? 0) > 0)
  return ratio(sum(given(both, call => call.outputTokens)), sum(durations(both)) / 1_000)
}
