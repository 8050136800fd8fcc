import Big from 'big.js'
import { type CostAssumption, type NotSimulatedReason } from '../../schema/performance/simulate-cost.ts'
import { costBy } from '../cost.ts'
import { type ModelName } from '../model-names.ts'
import { type PriceBook, pricesOf } from '../price-book.ts'
import { isUsageReported } from '../used-tokens.ts'
import { type UsedGroup } from './used-groups.ts'

/** Calls of a group with the cost that they would have with another model, or the reason why it is not known. */
export interface Simulated {
  group: UsedGroup
  to: ModelName
  /** In US dollars. */
  cost: string | null
  reason: NotSimulatedReason | null
}

/** Prices a group of calls as if another model had answered, at its time and with its tokens. */
export function simulated(group: UsedGroup, to: ModelName, book: PriceBook): Simulated {
  const reasonNow = group.costSource === 'UNKNOWN' ? 'UNKNOWN_COST' : null
  const cost = reasonNow ? null : costWith(group, to, book)
  return { group, to, cost, reason: cost === null ? (reasonNow ?? reasonOf(group)) : null }
}

function costWith(group: UsedGroup, to: ModelName, book: PriceBook): string | null {
  const prompt = { ...noTokens, input_tokens: group.promptTokens }
  const prices = pricesOf({ ...group, ...to, ...prompt, occurred_at: group.at }, book)
  return costBy({ ...group, ...to }, prices).cost_usd
}

const noTokens = {
  cached_tokens: null,
  cache_write_tokens: null,
  audio_input_tokens: null,
  output_tokens: null,
  reasoning_tokens: null,
  audio_output_tokens: null,
}

const reasonOf = (group: UsedGroup): NotSimulatedReason => (isUsageReported(group) ? 'NO_PRICE' : 'NO_TOKENS')

/** The assumptions that the simulated cost of a group rests on. */
export const assumptions: Record<CostAssumption, (group: UsedGroup) => boolean> = {
  SAME_TOKENS: group => !group.cache_hit,
  SAME_CACHING: ({ cached_tokens, cache_write_tokens }) =>
    Number(cached_tokens) + Number(cache_write_tokens) > 0,
  SAME_REASONING: ({ reasoning_tokens }) => Number(reasoning_tokens) > 0,
  LOWER_BOUND: ({ costSource }) => costSource === 'LOWER_BOUND',
  SAME_PRICE_TERMS: ({ costSource }) => costSource === 'PROVIDED',
}

/** Adds up the costs of groups. */
export function numbersOf(all: Simulated[]): {
  calls: number
  costUsd: string
  simulatedCostUsd: string
  savingUsd: string
} {
  const compared = all.filter(({ cost }) => cost !== null)
  const cost = totalOf(compared.map(({ group }) => group.costUsd))
  const other = totalOf(compared.map(({ cost }) => cost!))
  return {
    calls: compared.reduce((sum, { group }) => sum + group.calls, 0),
    costUsd: cost.toFixed(),
    simulatedCostUsd: other.toFixed(),
    savingUsd: cost.minus(other).toFixed(),
  }
}

export const totalOf = (amounts: string[]): Big => amounts.reduce((sum, amount) => sum.plus(amount), Big(0))
