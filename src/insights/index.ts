import { insightsOfChanges } from './change-insights.ts'
import { insightsOfCosts } from './cost-insights.ts'
import { dataQuality } from './data-quality.ts'
import { type InsightsOf } from './insights-of.ts'
import { mainAnomalies } from './main-anomalies.ts'
import { milestones } from './milestones.ts'

/** All parts of `insights`, each in a file of its own. */
export const parts: InsightsOf[] = [
  mainAnomalies,
  insightsOfChanges,
  insightsOfCosts,
  milestones,
  dataQuality,
]
