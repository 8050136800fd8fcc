import { type CostAdviceArgs } from '../../../schema/performance/cost-advice.ts'
import { type Question } from '../question.ts'
import { reading, type ScopeArgs, scopeOf } from '../reading.ts'
import { rowsCost } from '../rows-cost.ts'

/** The cost of finding the models that were used, and of adding up the tokens of the calls. */
export const simulationCost = (args: ScopeArgs): number =>
  reading('named', scopeOf(args)) + reading('kind', scopeOf(args))

/** The cost of advice: its statements, and a row for each piece. */
export const costAdviceCost = (question: Question<CostAdviceArgs>): number =>
  costAdviceReads(question.args) + rowsCost(question)

/** The cost of the models of each bot, of adding up their tokens, and of the costs of conversations. */
export const costAdviceReads = (args: ScopeArgs): number =>
  2 * reading('kind', scopeOf(args)) + reading('counted', scopeOf(args))
