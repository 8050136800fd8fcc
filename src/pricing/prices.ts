import { type Pool } from 'pg'
import { type EventRow } from '../entities/event-columns.ts'
import { costOf, type Price } from './cost.ts'
import { defaultPrices } from './default-prices.ts'

/** The prices of each project: its own and the default ones. */
export interface Prices {
  /** The prices of a project, at most 5 s old. */
  of(project: string): Promise<Price[]>
  /** Discards the cached prices of the project, since they were changed. */
  forget(project: string): void
}

/** How long prices are cached, and so how long a change by another process may be missed. */
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

/** The current prices, not cached. */
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

/** Sets the cost of every call and message that has a model and no cost. */
export async function priceEvents(prices: Prices, events: Omit<EventRow, 'user_no'>[]): Promise<void> {
  const unpriced = events.filter(event => event.model != null && event.cost_usd == null)
  if (!unpriced.length) return
  const all = await prices.of(unpriced[0]!.project)
  for (const event of unpriced) Object.assign(event, costOf(event, all))
}
