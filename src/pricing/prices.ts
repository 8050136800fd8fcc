import { type Pool } from 'pg'
import { type EventRow } from '../entities/event-columns.ts'
import { costOf } from './cost.ts'
import { defaultPrices } from './default-prices/default-prices.ts'
import { type ModelUse } from './model-use.ts'
import { type Alias, type Price, type PriceBook } from './price-book.ts'

/** The price book of each project: its own prices, the default ones, and its aliases. */
export interface Prices {
  /** The prices and aliases of a project, at most 5 s old. */
  of(project: string): Promise<PriceBook>
  /** Discards the cached prices of the project, since they were changed. */
  forget(project: string): void
}

/** How long prices are cached, and so how long a change by another process may be missed. */
const staleMs = 5_000

export function createPrices(pool: Pool): Prices {
  const known = new Map<string, { book: Promise<PriceBook>; until: number }>()
  return {
    of: project => {
      const found = known.get(project)
      if (found && found.until > performance.now()) return found.book
      const book = readPrices(pool, project)
      known.set(project, { book, until: performance.now() + staleMs })
      book.catch(() => known.delete(project))
      return book
    },
    forget: project => known.delete(project),
  }
}

/** The current prices and aliases, not cached. */
export async function readPrices(pool: Pool, project: string): Promise<PriceBook> {
  const [prices, aliases] = await Promise.all([
    pool.query<Price>(
      `select provider, model, usage, service_tier as "serviceTier",
         above_prompt_tokens::double precision as "abovePromptTokens", usd_per_million::text as "usdPerMillion",
         valid_from as "validFrom", valid_to as "validTo", false as "isDefault"
       from model_prices
       where project = $1`,
      [project],
    ),
    pool.query<Alias>(
      `select provider, model, target_provider as "targetProvider", target_model as "targetModel"
       from model_aliases
       where project = $1`,
      [project],
    ),
  ])
  return { prices: [...prices.rows, ...defaultPrices], aliases: aliases.rows }
}

/** Sets the cost of every call and message that has a model and no cost. */
export async function priceEvents(prices: Prices, events: Omit<EventRow, 'user_no'>[]): Promise<void> {
  const unpriced = events.filter(event => event.model != null && event.cost_usd == null)
  if (!unpriced.length) return
  const book = await prices.of(unpriced[0]!.project)
  for (const event of unpriced) Object.assign(event, costOf(event as ModelUse, book))
}
