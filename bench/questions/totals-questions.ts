import 'reflect-metadata'
import { isTotal, type Metric, metricsFrom } from '../../src/metrics-catalogue/catalogue.ts'
import { messageFields } from '../../src/schema/conversations/message-stats.ts'
import { type Fields } from '../../src/schema/numbers.ts'
import { dayMetrics } from '../../src/schema/overview/daily-stats.ts'
import { platformFields } from '../../src/schema/overview/platform-stats.ts'
import { summaryFields } from '../../src/schema/overview/summary.ts'
import { aiFields } from '../../src/schema/performance/ai.ts'
import { apiFields } from '../../src/schema/performance/api.ts'

/** A question whose time should not grow with the events. */
interface TotalsQuestion {
  about: string
  query: string
}

/**
 * Counts, sums, means and distinct users: numbers that add up from parts of the events, and numbers from first events.
 */
const doesNotGrow = (metric: Metric) =>
  isTotal(metric) ||
  metricsFrom('firstActivities', [metric]).length > 0 ||
  metricsFrom('knownUsers', [metric]).length > 0

const fieldsOf = (fields: Fields) => Object.keys(fields).filter(field => doesNotGrow(fields[field]!))

const overRange = (body: string) => `query Bench($range: DateRangeInput!) { ${body} }`

/** Each number of a question by itself. */
const eachOf = (question: string, fields: Fields): TotalsQuestion[] =>
  fieldsOf(fields).map(field => ({
    about: `${question}: ${field}, 90 days`,
    query: overRange(`${question}(range: $range) { ${field} }`),
  }))

/** All of them, in buckets of days. */
const dailyOf = (question: string, fields: Fields, timeZone: string): TotalsQuestion => ({
  about: `${question}: all of these, 90 days, daily in ${timeZone}`,
  query: overRange(
    `${question}(range: $range, timeZone: "${timeZone}") { buckets { ${fieldsOf(fields).join(' ')} } }`,
  ),
})

const topics = { stats: platformFields, messageStats: messageFields, aiStats: aiFields, apiUsage: apiFields }

const daily = (fields: string[], timeZone: string) =>
  `query Bench { dailyStats(days: 90, timeZone: "${timeZone}") { date ${fields.join(' ')} } }`
const dayFields = [...dayMetrics.filter(doesNotGrow), 'totalUsers']

export const totalsQuestions: TotalsQuestion[] = [
  ...eachOf('summary', summaryFields),
  { about: 'summary: activeUsersToday', query: 'query Bench { summary { activeUsersToday } }' },
  ...Object.entries(topics).flatMap(([question, fields]) => [
    ...eachOf(question, fields),
    dailyOf(question, fields, 'UTC'),
    dailyOf(question, fields, 'Asia/Kathmandu'),
  ]),
  ...dayFields.map(field => ({ about: `dailyStats: ${field}, 90 days`, query: daily([field], 'UTC') })),
  { about: 'dailyStats: all of these, 90 days in Asia/Kathmandu', query: daily(dayFields, 'Asia/Kathmandu') },
]
