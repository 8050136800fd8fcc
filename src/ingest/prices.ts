import { type Pool } from 'pg'
import { costOf, type Price } from './cost.ts'
import { defaultPrices } from './default-prices.ts'
import { type CheckedFact } from './fact.ts'

/** Gives every call and message that says its model, and not its cost, the cost of the price table. */
export type PriceFacts = (facts: CheckedFact[]) => Promise<void>

/** How long prices are remembered: so long may a changed one be missed. */
const staleMs = 5_000

export function createPriceFacts(log: Pool): PriceFacts {
  const known = new Map<string, { prices: Promise<Price[]>; until: number }>()
  const pricesOf = (project: string) => {
    const found = known.get(project)
    if (found && found.until > Date.now()) return found.prices
    const prices = readPrices(log, project)
    known.set(project, { prices, until: Date.now() + staleMs })
    prices.catch(() => known.delete(project))
    return prices
  }
  return async facts => {
    const unpriced = facts.filter(fact => fact.model != null && fact.cost_usd == null)
    if (!unpriced.length) return
    const prices = await pricesOf(unpriced[0]!.project)
    for (const fact of unpriced) Object.assign(fact, costOf(fact, prices))
  }
}

async function readPrices(log: Pool, project: string): Promise<Price[]> {
  const { rows } = await log.query<Price>(
    `select provider, model, usage, usd_per_million::text as "usdPerMillion",
       valid_from as "validFrom", valid_to as "validTo", false as "isDefault"
     from model_prices
     where project = $1`,
    [project],
  )
  return [...rows, ...defaultPrices]
}
