import { type QueryScope } from '../analytics/query/query-scope.ts'
import { type FoundInsight } from '../schema/insights/insight.ts'
import { type InsightsArgs } from '../schema/insights/insights.ts'

/** The insights of one kind in a range. A part finds the largest ones itself: 20 at most. */
export type InsightsOf = (scope: QueryScope, asked: InsightsAsked) => Promise<FoundInsight[]>

/** The range and its calendar. */
export type InsightsAsked = Omit<InsightsArgs, 'first'>
