import { type Pool } from 'pg'
import { costOf, type Price } from './cost.ts'
import { defaultPrices } from './default-prices.ts'
import { type CheckedFact } from './fact.ts'

/** Gives every call and message that says its model, and not its cost, the cost of the price table. */
export type PriceFacts = (facts: CheckedFact[]) => Promise<void>

/** How long another process may go on with prices that were changed here. */
const staleMs = 5_000

export interface Prices {
  priceFacts: PriceFacts
  /** The project's own prices before the default ones. */
  of(project: string): Promise<Price[]>
  /** A price was added or ended: read them anew. */
  forget(project: string): void
}

export function createPrices(log: Pool): Prices {
  const known = new Map<string, { prices: Promise<Price[]>; until: number }>()
  const of = (project: string) => {
    const found = known.get(project)
    if (found && found.until > Date.now()) return found.prices
    const prices = readPrices(log, project)
    known.set(project, { prices, until: Date.now() + staleMs })
    prices.catch(() => known.delete(project))
    return prices
  }
  return {
    of,
    forget: project => known.delete(project),
    priceFacts: async facts => {
      const unpriced = facts.filter(fact => fact.model != null && fact.cost_usd == null)
      if (!unpriced.length) return
      const prices = await of(unpriced[0]!.project)
      for (const fact of unpriced) Object.assign(fact, costOf(fact, prices))
    },
  }
}

/** A project's own price hides the default one of the same model and usage, whenever it is valid. */
async function readPrices(log: Pool, project: string): Promise<Price[]> {
  const { rows } = await log.query<Price>(
    `select provider, model, usage, usd_per_million::text as "usdPerMillion",
       valid_from as "validFrom", valid_to as "validTo"
     from model_prices
     where project = $1`,
    [project],
  )
  const hidden = new Set(rows.map(key))
  return [...rows, ...defaultPrices.filter(price => !hidden.has(key(price)))]
}

const key = ({ provider, model, usage }: Price) => `${provider}\n${model}\n${usage}`
