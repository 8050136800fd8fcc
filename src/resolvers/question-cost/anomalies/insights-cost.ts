import { type InsightsArgs } from '../../../schema/insights/insights.ts'
import { changeInsightsCost, costInsightsCost } from '../changes/insight-parts-cost.ts'
import { metricsCost } from '../metrics-cost.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'
import { weights } from '../weights.ts'
import { judgingCost } from './anomalies-cost.ts'

/**
 * The cost of the anomalies of six metrics, of the totals since the beginning, of all events of the range, of changes and
 * their explanations, of advice about costs, and of a row each.
 */
export function insightsCost(question: Question<InsightsArgs>): number {
  const { args, fieldsCost } = question
  const scope = scopeOf(args)
  const allTime = { ...scope, days: 366 }
  return (
    judgingCost({ ...args, ...anomaliesOfMain }, question) +
    metricsCost(['costUsd', 'activeUsers'], scope, 'events') +
    reading('events', scope) +
    3 * reading('named', allTime) +
    changeInsightsCost(question) +
    costInsightsCost(question) +
    Math.min(Math.max(args.first, 1), 100) * (fieldsCost + weights.row)
  )
}

const anomaliesOfMain = {
  metrics: ['activeUsers', 'conversations', 'messages', 'costUsd', 'aiErrorRate', 'aiResponseTimeMs'].map(
    name => ({
      name: name as 'messages',
    }),
  ),
  interval: 'HOUR' as const,
  first: 1,
  sensitivity: 4.2,
}
