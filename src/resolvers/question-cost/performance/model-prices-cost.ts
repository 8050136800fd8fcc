import { type Question } from '../question.ts'
import { weights } from '../weights.ts'

/** Usual; a project may have more of its own. */
const prices = 100

export const modelPricesCost = ({ within }: Question): number => weights.statement + prices * within
