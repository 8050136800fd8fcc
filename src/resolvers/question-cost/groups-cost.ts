import { type Question } from './question.ts'
import { reading, type ScopeArgs, scopeOf } from './reading.ts'
import { rowsOf } from './rows-cost.ts'
import { type Reads } from './weights.ts'

/** The numbers of each group of facts, the first so many. */
export const groupsCost =
  (reads: Reads) =>
  (question: Question<ScopeArgs & { first: number }>): number =>
    reading(reads, scopeOf(question.args)) + rowsOf(question)
