import { type QueryScope } from '../analytics/query/query-scope.ts'
import { type FoundInsight } from '../schema/insights/insight.ts'
import { type InsightsArgs } from '../schema/insights/insights.ts'
import { insightsOfChanges } from './change-insights.ts'
import { insightsOfCosts } from './cost-insights.ts'
import { dataQuality } from './data-quality.ts'
import { mainAnomalies } from './main-anomalies.ts'
import { milestones } from './milestones.ts'

/** The insights of one kind in a range. A part finds the largest ones itself: 20 at most. */
export type InsightsOf = (scope: QueryScope, asked: InsightsAsked) => Promise<FoundInsight[]>

/** The range and its calendar. */
export type InsightsAsked = Omit<InsightsArgs, 'first'>

/** All parts of `insights`, each in a file of its own. */
export const parts: InsightsOf[] = [
  mainAnomalies,
  insightsOfChanges,
  insightsOfCosts,
  milestones,
  dataQuality,
]
