import Big from 'big.js'
import { type Cost, costOf, type Price } from './cost.ts'
import { type CostedFact } from './cost-pages.ts'

/** A fact, its cost by the current prices, and whether that cost differs from the stored one. */
export interface Recomputed {
  fact: CostedFact
  cost: Cost
  isChanged: boolean
}

export function recomputed(fact: CostedFact, prices: Price[]): Recomputed {
  const cost = costOf(fact, prices)
  const isChanged =
    fact.cost_source !== cost.cost_source ||
    !isSameAmount(fact.cost_usd, cost.cost_usd) ||
    !isSameAmount(fact.saved_cost_usd, cost.saved_cost_usd)
  return { fact, cost, isChanged }
}

const isSameAmount = (a: string | null, b: string | null) =>
  a === b || (a !== null && b !== null && Big(a).eq(b))
