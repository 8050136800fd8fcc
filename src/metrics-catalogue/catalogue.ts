import { aiCallMetrics } from './ai-calls.ts'
import { apiCallMetrics } from './api-calls.ts'
import { conversationMetrics } from './conversations.ts'
import { messageMetrics } from './messages.ts'
import { type Source } from './metric.ts'
import { modelUsageMetrics } from './model-usage.ts'
import { sessionMetrics } from './sessions.ts'
import { type Total } from './total.ts'
import { userMetrics } from './users.ts'

/** Every metric by its name, each defined once: its words, where it comes from, and its SQL. */
export const metrics = {
  ...userMetrics,
  ...sessionMetrics,
  ...conversationMetrics,
  ...messageMetrics,
  ...modelUsageMetrics,
  ...aiCallMetrics,
  ...apiCallMetrics,
}

export type Metric = keyof typeof metrics

type MetricFrom<From extends Source> = {
  [Name in Metric]: (typeof metrics)[Name]['source'] extends From ? Name : never
}[Metric]

export type EventMetric = MetricFrom<'events'>
export type TrailingMetric = MetricFrom<'trailingDays'>

/** The metrics that come from one source. */
export const metricsFrom = (source: Source, names: Metric[]) =>
  names.filter(name => metrics[name].source === source)

/** Whether parts of the rows can be measured on their own, and added up. */
export const isTotalOf = (source: Source, metric: Metric) =>
  metrics[metric].source === source && typeof metrics[metric].sql !== 'string'

/** Whether parts of the events can be measured on their own, and added up. */
export const isTotal = (metric: Metric) => isTotalOf('events', metric)

/** All totals of a source. The projections of its table keep states of them. */
const totalsOf = (source: Source): Total[] =>
  Object.values(metrics)
    .filter(metric => metric.source === source)
    .map(({ sql }) => sql)
    .filter(sql => typeof sql !== 'string')

export const totals = totalsOf('events')
export const sessionTotals = totalsOf('sessions')
