import { objectCost } from './answer-cost.ts'
import { type Question } from './question.ts'
import { weights } from './weights.ts'

/** The cost of an object that a loader looks up for its parent. */
export const lookupCost = (question: Question): number => weights.lookup + objectCost(question)
