import Big from 'big.js'
import { type EventRow } from '../entities/event-columns.ts'
import { type ModelUsage } from '../schema/performance/model-price.ts'
import { isSameProvider, matchScore } from './match-model.ts'

export type Usage = `${ModelUsage}`

/** The price of a million tokens of a model, valid from one instant on and, if it has an end, before another. */
export interface Price {
  provider: string
  /** The model's name, which also matches its versions, or a prefix followed by `*`. */
  model: string
  usage: Usage
  usdPerMillion: string
  validFrom: Date
  validTo: Date | null
  /** Whether it is a default price of Convograph. A project's own prices take precedence. */
  isDefault: boolean
}

/** The fields of a call that determine its cost. */
export type Priced = Pick<
  EventRow,
  'provider' | 'model' | 'input_tokens' | 'cached_tokens' | 'output_tokens' | 'cache_hit'
> & { occurred_at: string | Date }

export interface Cost {
  cost_usd: string | null
  cost_source: 'COMPUTED' | 'UNKNOWN'
  saved_cost_usd: string | null
}

/** ClickHouse stores 12 decimals of a dollar. Costs are rounded half up. */
const decimals = 12

/**
 * The cost of a call by the prices valid when it happened: tokens × price ÷ 1,000,000, summed over uncached input,
 * cached input and output. Cached input without its own price costs as much as input. A cache hit costs 0, and the
 * computed cost counts as saved. A usage without a price makes the whole cost unknown, never 0, and so does a model
 * without prices, even when the call used no tokens.
 */
export function costOf(event: Priced, all: Price[]): Cost {
  const prices = pricesOf(event, all).filter(price => isValidAt(price, event.occurred_at))
  const parts = [
    costOfTokens(prices, event.input_tokens, ['INPUT']),
    costOfTokens(prices, event.cached_tokens, ['CACHED_INPUT', 'INPUT']),
    costOfTokens(prices, event.output_tokens, ['OUTPUT']),
  ]
  const known = parts.filter(part => part !== null)
  if (!prices.length || known.length < parts.length)
    return { cost_usd: null, cost_source: 'UNKNOWN', saved_cost_usd: null }
  const total = known.reduce((sum, part) => sum.plus(part), Big(0)).round(decimals, Big.roundHalfUp)
  const text = total.toFixed()
  return event.cache_hit
    ? { cost_usd: '0', cost_source: 'COMPUTED', saved_cost_usd: text }
    : { cost_usd: text, cost_source: 'COMPUTED', saved_cost_usd: null }
}

function costOfTokens(prices: Price[], tokens: unknown, usages: Usage[]): Big | null {
  if (!tokens) return Big(0)
  for (const usage of usages) {
    const price = prices.find(price => price.usage === usage)
    if (price)
      return Big(tokens as number)
        .times(price.usdPerMillion)
        .times('0.000001')
  }
  return null
}

/** A cache per list of prices, since many calls use few models. */
const pricesByModel = new WeakMap<Price[], Map<string, Price[]>>()
/** Far more models than a project uses. The limit keeps invented names from filling the memory. */
const mostModels = 10_000

/** The prices of the model, best first: a project's own before default ones, then by match score. */
function pricesOf({ provider, model }: Priced, all: Price[]): Price[] {
  if (provider == null) return []
  const known = pricesByModel.get(all) ?? new Map<string, Price[]>()
  const key = `${provider}\0${model}`
  const prices = known.get(key) ?? matching(String(provider), String(model), all)
  if (known.size >= mostModels) known.clear()
  pricesByModel.set(all, known.set(key, prices))
  return prices
}

function matching(provider: string, model: string, all: Price[]): Price[] {
  return all
    .filter(price => isSameProvider(price.provider, provider) && matchScore(price.model, model) > 0)
    .sort(
      (a, b) =>
        Number(a.isDefault) - Number(b.isDefault) || matchScore(b.model, model) - matchScore(a.model, model),
    )
}

function isValidAt({ validFrom, validTo }: Price, occurredAt: string | Date): boolean {
  const at = new Date(occurredAt)
  return validFrom <= at && (!validTo || at < validTo)
}
