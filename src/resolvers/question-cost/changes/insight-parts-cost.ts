import { breakdowns, mostExplained } from '../../../insights/change-insights.ts'
import { changedMetrics } from '../../../insights/watched-metrics.ts'
import { type InsightsArgs } from '../../../schema/insights/insights.ts'
import { metricsCost } from '../metrics-cost.ts'
import { costAdviceReads } from '../performance/simulation-cost.ts'
import { type Question } from '../question.ts'
import { scopeOf } from '../reading.ts'
import { lengthOf, usualDays } from '../requested-days.ts'
import { explainingCost } from './explain-change-cost.ts'

/** The cost of the changes among insights: all watched metrics in both ranges, and the explanations of the largest changes. */
export function changeInsightsCost(question: Question<InsightsArgs>): number {
  const { args } = question
  const explained = { ...args, metric: { name: 'messages' as const }, by: breakdowns, first: 1 }
  const measured = metricsCost([...changedMetrics.keys()], scopeOf(args), 'events')
  const days = lengthOf(args.range, usualDays)
  return 2 * measured + mostExplained(days) * explainingCost(explained, question)
}

/** The cost of the advice about costs among insights. */
export const costInsightsCost = ({ args }: Question<InsightsArgs>): number => costAdviceReads(args)
