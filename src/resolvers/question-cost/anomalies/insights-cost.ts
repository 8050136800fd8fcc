import { intervalFor } from '../../../insights/main-anomalies.ts'
import { unusualMetrics } from '../../../insights/watched-metrics.ts'
import { type InsightsArgs } from '../../../schema/insights/insights.ts'
import { changeInsightsCost, costInsightsCost } from '../changes/insight-parts-cost.ts'
import { metricsCost } from '../metrics-cost.ts'
import { type Question } from '../question.ts'
import { reading, type Scope, scopeOf } from '../reading.ts'
import { allDays, lengthOf, usualDays } from '../requested-days.ts'
import { weights } from '../weights.ts'
import { judgingCost } from './anomalies-cost.ts'

/** The cost of each part of the insights, and of a row for each insight. */
export function insightsCost(question: Question<InsightsArgs>): number {
  const { args, fieldsCost } = question
  const scope = scopeOf(args)
  return (
    anomaliesPart(question) +
    changeInsightsCost(question) +
    costInsightsCost(question) +
    milestonesPart(scope) +
    reading('events', scope) +
    metricsCost(['costUsd', 'activeUsers'], scope, 'events') +
    Math.min(Math.max(args.first, 1), 100) * (fieldsCost + weights.row)
  )
}

const anomaliesPart = (question: Question<InsightsArgs>): number =>
  judgingCost(
    {
      ...question.args,
      ...{ metrics: [...unusualMetrics.keys()].map(name => ({ name })), first: 1, sensitivity: 1 },
      interval: intervalFor(lengthOf(question.args.range, usualDays)),
    },
    question,
  )

/** The times of all users, conversations and events. */
const milestonesPart = (scope: Scope): number =>
  weights.knownUsers + 2 * reading('named', { ...scope, days: allDays })
