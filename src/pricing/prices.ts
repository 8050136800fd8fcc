import { type Pool } from 'pg'
import { type Fact } from '../entities/fact-columns.ts'
import { costOf, type Price } from './cost.ts'
import { defaultPrices } from './default-prices.ts'

/** What model calls cost each project: its own prices and the default ones. */
export interface Prices {
  /** They may be a few seconds old. */
  of(project: string): Promise<Price[]>
  /** The prices of the project were changed: they are read anew when they are next asked for. */
  forget(project: string): void
}

/** How long prices are remembered: so long may one be missed that another process changed. */
const staleMs = 5_000

export function createPrices(pool: Pool): Prices {
  const known = new Map<string, { prices: Promise<Price[]>; until: number }>()
  return {
    of: project => {
      const found = known.get(project)
      if (found && found.until > performance.now()) return found.prices
      const prices = readPrices(pool, project)
      known.set(project, { prices, until: performance.now() + staleMs })
      prices.catch(() => known.delete(project))
      return prices
    },
    forget: project => known.delete(project),
  }
}

/** The prices as they are now. */
export async function readPrices(pool: Pool, project: string): Promise<Price[]> {
  const { rows } = await pool.query<Price>(
    `select provider, model, usage, usd_per_million::text as "usdPerMillion",
       valid_from as "validFrom", valid_to as "validTo", false as "isDefault"
     from model_prices
     where project = $1`,
    [project],
  )
  return [...rows, ...defaultPrices]
}

/** Gives every call and message that says its model, and not its cost, the cost of the price table. */
export async function priceFacts(prices: Prices, facts: Omit<Fact, 'user_no'>[]): Promise<void> {
  const unpriced = facts.filter(fact => fact.model != null && fact.cost_usd == null)
  if (!unpriced.length) return
  const all = await prices.of(unpriced[0]!.project)
  for (const fact of unpriced) Object.assign(fact, costOf(fact, all))
}
