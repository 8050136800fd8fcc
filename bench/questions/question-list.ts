import { messageFields } from '../../src/schema/conversations/message-stats.ts'
import { type Fields } from '../../src/schema/numbers.ts'
import { platformFields } from '../../src/schema/overview/platform-stats.ts'
import { summaryFields } from '../../src/schema/overview/summary.ts'
import { aiFields } from '../../src/schema/performance/ai.ts'
import { apiFields } from '../../src/schema/performance/api.ts'
import { engagementFields } from '../../src/schema/users/engagement.ts'
import { topUserFields } from '../../src/schema/users/top-users.ts'
import { userFields } from '../../src/schema/users/user-stats.ts'
import { listQuestions } from './list-questions.ts'

/** A question of the benchmark: its description in the table, and its GraphQL. */
interface Question {
  about: string
  query: string
  /** A limit for its median, independent of the bare engines. */
  mostMs?: number
  /** The question needs no statement: it has its limit, and nothing to compare with. */
  asksNoEngine?: true
}

const all = (fields: Fields) => Object.keys(fields).join(' ')

/** A question about the 90 days of the loaded events. */
const overRange = (body: string) => `query Bench($range: DateRangeInput!) { ${body} }`

const conversationNumbers = `conversations active ended completed abandoned escalated resolved resolutionRate satisfaction
  scored averageDurationSeconds messages messagesPerConversation averageResponseTimeMs fallbackRate tokens costUsd`

const audienceNumbers = 'users newUsers returningUsers events messages'

/** A question for each field of `Query`, under its name; a missing one is marked in the table. */
export const questions = {
  summary: {
    about: 'every number, 90 days',
    query: overRange(`summary(range: $range) { ${all(summaryFields)} activeUsersToday meta { watermark } }`),
  },
  stats: {
    about: 'every number, 90 days, daily',
    query: overRange(
      `stats(range: $range) { ${all(platformFields)} buckets { start ${all(platformFields)} } meta { watermark } }`,
    ),
  },
  overview: {
    about: 'every part, 30 days, daily',
    mostMs: 400,
    query: `query Bench { overview {
      summary { ${all(summaryFields)} activeUsersToday }
      stats { buckets { start events activeUsers newUsers conversations messages tokens costUsd aiCalls apiCalls } }
      users { ${all(userFields)} }
      topUsers { users { rank user { userId } events share } }
      conversations { ${conversationNumbers} topics { topic conversations share } }
      messages { messages averageResponseTimeMs p95Ms fallbackRate positiveFeedback negativeFeedback }
      ai { calls errorRate tokens costUsd averageResponseTimeMs p95Ms cacheHitRate }
      aiModels { models { provider model calls tokens costUsd share } }
      api { calls errorRate p95Ms endpoints { endpoint method calls errorRate p95Ms } }
    } }`,
  },
  dailyStats: {
    about: 'every field, 90 days',
    query: `query Bench { dailyStats(days: 90, timeZone: "UTC") {
      date totalUsers activeUsers newUsers events conversations messages tokens apiCalls isComplete
    } }`,
  },
  engagement: {
    about: 'every part, 90 days, daily',
    query: overRange(`engagement(range: $range) {
      ${all(engagementFields)} days { date dau wau mau stickiness } activeDays { activeDays users }
      lifecycle { start activeUsers newUsers returning resurrecting dormant } meta { watermark }
    }`),
  },
  audience: {
    about: 'by channel, 90 days',
    query: overRange(`audience(range: $range, by: { dimension: CHANNEL }) {
      total { ${audienceNumbers} } groups { value share ${audienceNumbers} } groupCount otherUsers meta { watermark }
    }`),
  },
  performance: {
    about: 'every part, 90 days, daily',
    query: overRange(`performance(range: $range) {
      api { ${all(apiFields)} buckets { start calls errorRate p95Ms } }
      ai { ${all(aiFields)} buckets { start calls errorRate p95Ms } }
      endpoints { endpoint method calls errorRate p50Ms p95Ms p99Ms share }
      models { provider model calls errorRate p50Ms p95Ms p99Ms share }
    }`),
  },
  catalog: {
    about: 'names, properties and dimensions of 90 days',
    query: overRange(`catalog(range: $range) {
      events { kind name count users firstSeenAt lastSeenAt } properties { path types share topValues { value count } }
      traits { key types share } dimensions { dimension topValues { value count } } metrics { name unit }
    }`),
  },
  funnel: {
    about: '3 steps, 90 days, 7-day window',
    query: overRange(`funnel(input: {
      steps: [{ event: "docs" }, { event: "fix" }, { event: "feat" }], range: $range, windowSeconds: 604800
    }) {
      totalUsers completionRate openAttempts
      steps { name users rateFromFirst rateFromPrevious dropOff medianSeconds averageSeconds p90Seconds }
      meta { watermark }
    }`),
  },
  timeSeries: {
    about: 'daily distinct users of one event, 90 days',
    query: overRange(`timeSeries(input: {
      event: "docs", measure: UNIQUE_USERS, interval: DAY, timeZone: "UTC", range: $range
    }) { timestamps isComplete series { group values } meta { watermark } }`),
  },
  userStats: {
    about: 'every number, 90 days, daily',
    query: overRange(
      `userStats(range: $range) { ${all(userFields)} buckets { start ${all(userFields)} } meta { watermark } }`,
    ),
  },
  activeUsers: {
    about: '90 days',
    query: overRange('activeUsers(range: $range) { users meta { watermark } }'),
  },
  totalUsers: {
    about: 'now',
    query: 'query Bench { totalUsers { users meta { watermark } } }',
  },
  topUsers: {
    about: 'the 10 most active of 90 days',
    query: overRange(
      `topUsers(range: $range) { users { rank user { userId username } ${all(topUserFields)} share } }`,
    ),
  },
  conversationAnalytics: {
    about: 'every part, 90 days, daily',
    query: overRange(`conversationAnalytics(range: $range) {
      ${conversationNumbers} buckets { start ${conversationNumbers} }
      topics { topic conversations share } meta { watermark }
    }`),
  },
  messageStats: {
    about: 'every number, 90 days, daily',
    query: overRange(
      `messageStats(range: $range) { ${all(messageFields)} buckets { start ${all(messageFields)} } meta { watermark } }`,
    ),
  },
  aiStats: {
    about: 'every number, 90 days, daily',
    query: overRange(
      `aiStats(range: $range) { ${all(aiFields)} buckets { start ${all(aiFields)} } meta { watermark } }`,
    ),
  },
  aiModels: {
    about: '90 days',
    query: overRange(`aiModels(range: $range) {
      models { provider model calls errors errorRate tokens costUsd averageResponseTimeMs p50Ms p95Ms p99Ms share }
      meta { watermark }
    }`),
  },
  aiUsage: {
    about: 'the 50 users with the most calls, 90 days',
    query: overRange(
      'aiUsage(range: $range, by: USER) { groups { group calls errors tokens costUsd share } meta { watermark } }',
    ),
  },
  unpricedModels: {
    about: '90 days',
    query: overRange(`unpricedModels(range: $range) {
      models { provider model callType calls tokens firstSeenAt lastSeenAt } hasMore meta { watermark }
    }`),
  },
  apiUsage: {
    about: 'every number, 90 days, daily, and of 50 endpoints',
    query: overRange(`apiUsage(range: $range) {
      ${all(apiFields)} buckets { start ${all(apiFields)} }
      endpoints { endpoint method ${all(apiFields)} share } meta { watermark }
    }`),
  },
  lifecycle: {
    about: '90 days, daily',
    query: overRange(`lifecycle(input: { range: $range }) {
      buckets { start activeUsers newUsers returning resurrecting dormant } meta { watermark }
    }`),
  },
  stickiness: {
    about: 'days of 90',
    query: overRange(`stickiness(input: { range: $range }) {
      activeUsers averageIntervals rows { intervals users usersAtLeast } meta { watermark }
    }`),
  },
  cohorts: {
    about: '12 weeks of first activity, 12 columns',
    query: `query Bench { cohorts(input: { range: { last: { count: 12, unit: WEEK } }, interval: WEEK, periods: 12 }) {
      rows { size cells { users rate isComplete } } average { rate } meta { watermark }
    } }`,
  },
  previewSegment: {
    about: 'power users: sessions and last activity, the first ten of them',
    query: `query Bench { previewSegment(input: { condition: { and: [
      { metric: { metric: TOTAL_SESSIONS, operator: GREATER_THAN, value: 10 } }
      { metric: { metric: LAST_ACTIVE, operator: GREATER_THAN, value: "-7d" } }
    ] } }) { size knownUsers share members { userId } } }`,
  },
  paths: {
    about: '3 events after one, 90 days',
    query: overRange(`paths(input: { anchor: { event: "feat" }, range: $range }) {
      occurrences users steps { depth occurrences ended links { from to occurrences users share medianSeconds } }
      paths { events occurrences users share medianSeconds } meta { watermark }
    }`),
  },
  systemMetrics: {
    about: 'one metric by host, 90 days, hourly',
    query: overRange(`systemMetrics(name: "cpu_usage", label: "host", range: $range) {
      units timestamps isComplete series { group values } meta { watermark }
    }`),
  },
  ...listQuestions,
} satisfies Record<string, Question>

export type QuestionName = keyof typeof questions

export const questionOf = (name: QuestionName): Question => questions[name]
