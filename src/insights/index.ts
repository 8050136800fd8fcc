import { type QueryScope } from '../analytics/query/query-scope.ts'
import { type FoundInsight } from '../schema/insights/insight.ts'
import { type QuestionArgs } from '../schema/question-args.ts'

/** The insights of one kind in a range. A part finds the largest ones itself: 20 at most. */
export type InsightsOf = (scope: QueryScope, asked: InsightsAsked) => Promise<FoundInsight[]>

/** The range and its calendar. */
export type InsightsAsked = Pick<QuestionArgs, 'range' | 'timeZone' | 'weekStart'>

/** All parts of `insights`, each in a file of its own. */
export const parts: InsightsOf[] = []
