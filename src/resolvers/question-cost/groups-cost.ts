import { type Question } from './question.ts'
import { reading, type ScopeArgs, scopeOf } from './reading.ts'
import { rowsCost } from './rows-cost.ts'
import { type Reads } from './weights.ts'

/** The cost of the first groups of events, with the numbers of each. */
export const groupsCost =
  (reads: Reads) =>
  (question: Question<ScopeArgs & { first: number }>): number =>
    reading(reads, scopeOf(question.args)) + rowsCost(question)
