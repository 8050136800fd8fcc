import { objectCost } from './answer-cost.ts'
import { weights } from './weights.ts'

/** A thing that each item of a page leads to: all of them in one statement. */
export const edge = { cost: objectCost, once: () => weights.statement }
