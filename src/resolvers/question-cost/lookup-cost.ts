import { objectCost } from './answer-cost.ts'
import { type Question } from './question.ts'
import { weights } from './weights.ts'

/** An object that a loader looks up for its parent, in one statement for all parents of a page. */
export const lookup = {
  cost: (question: Question): number => weights.lookup + objectCost(question),
  once: () => weights.statement,
}
