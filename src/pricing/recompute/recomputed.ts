import Big from 'big.js'
import { type Cost, costOf } from '../cost.ts'
import { type PriceBook } from '../price-book.ts'
import { type CostedEvent } from './cost-pages.ts'

/** An event, its cost by the current prices, and whether that cost differs from the stored one. */
export interface Recomputed {
  event: CostedEvent
  cost: Cost
  isChanged: boolean
}

export function recomputed(event: CostedEvent, book: PriceBook): Recomputed {
  const cost = costOf(event, book)
  const isChanged =
    event.cost_source !== cost.cost_source ||
    !isSameAmount(event.cost_usd, cost.cost_usd) ||
    !isSameAmount(event.saved_cost_usd, cost.saved_cost_usd)
  return { event, cost, isChanged }
}

const isSameAmount = (a: string | null, b: string | null) =>
  a === b || (a !== null && b !== null && Big(a).eq(b))
