import { largest } from '../../schema/largest.ts'
import { plusFields, type Question } from './question.ts'
import { weighing } from './reading.ts'
import { weights } from './weights.ts'

/** The numbers of all budgets of a page are looked up together. */
export const answeredOnce = { cost: () => weights.lookup, once: () => weights.statement }

/** The list of users of a budget: a statement, and the fields of each user. */
export const budgetUsersCost = ({ args, fieldsCost }: Question<{ first?: number | null }>): number =>
  weights.statement + Math.min(Math.max(args.first ?? 0, 1), largest.nestedPage) * fieldsCost

/** Six months of costs and the six weeks before, by hour. */
const forecastDays = 226

export const forecastCost = plusFields(() =>
  weighing(weights.reads.named, { days: forecastDays, isNarrowed: true, factor: 1, segment: 0 }),
)
