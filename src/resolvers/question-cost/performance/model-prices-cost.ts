import { type Question } from '../question.ts'
import { weights } from '../weights.ts'

/** The usual number of prices. */
const prices = 100

export const modelPricesCost = ({ fieldsCost }: Question): number => weights.statement + prices * fieldsCost
