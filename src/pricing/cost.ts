import Big from 'big.js'
import { type Fact } from '../entities/fact-columns.ts'
import { type ModelUsage } from '../schema/performance/model-price.ts'
import { isSameProvider, matchScore } from './match-model.ts'

export type Usage = `${ModelUsage}`

/** What a million tokens of a model cost, from an instant on and, when it ended, up to another. */
export interface Price {
  provider: string
  /** The model's name, which stands for its versions too, or its beginning with a `*` behind it. */
  model: string
  usage: Usage
  usdPerMillion: string
  validFrom: Date
  validTo: Date | null
  /** Whether it came with Convograph: a project's own prices go first. */
  isDefault: boolean
}

/** What of a call its cost depends on. */
export type Priced = Pick<
  Fact,
  'provider' | 'model' | 'input_tokens' | 'cached_tokens' | 'output_tokens' | 'cache_hit'
> & { occurred_at: string | Date }

export interface Cost {
  cost_usd: string | null
  cost_source: 'COMPUTED' | 'UNKNOWN'
  saved_cost_usd: string | null
}

/** ClickHouse keeps 12 decimals of a dollar; more are rounded half up. */
const decimals = 12

/**
 * The cost of a call by the prices valid when it happened: tokens × price ÷ 1,000,000, summed over uncached
 * input, cached input and output. Cached input without a price of its own costs what input does. What our
 * own cache answered costs 0 and saves the rest. A usage without a price makes the whole cost unknown, never 0;
 * so does a model without any, also when it used nothing.
 */
export function costOf(fact: Priced, all: Price[]): Cost {
  const prices = pricesOf(fact, all).filter(price => isValidAt(price, fact.occurred_at))
  const parts = [
    partOf(prices, fact.input_tokens, ['INPUT']),
    partOf(prices, fact.cached_tokens, ['CACHED_INPUT', 'INPUT']),
    partOf(prices, fact.output_tokens, ['OUTPUT']),
  ]
  const known = parts.filter(part => part !== null)
  if (!prices.length || known.length < parts.length)
    return { cost_usd: null, cost_source: 'UNKNOWN', saved_cost_usd: null }
  const total = known.reduce((sum, part) => sum.plus(part), Big(0)).round(decimals, Big.roundHalfUp)
  const text = total.toFixed()
  return fact.cache_hit
    ? { cost_usd: '0', cost_source: 'COMPUTED', saved_cost_usd: text }
    : { cost_usd: text, cost_source: 'COMPUTED', saved_cost_usd: null }
}

function partOf(prices: Price[], tokens: unknown, usages: Usage[]): Big | null {
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

/** Kept beside each list of prices: many calls use few models. */
const pricesByModel = new WeakMap<Price[], Map<string, Price[]>>()
/** More models than anyone uses; a sender that makes up names does not fill the memory. */
const mostModels = 10_000

/** The prices of the model, best first: a project's own before a default one, then the one that fits closest. */
function pricesOf({ provider, model }: Priced, all: Price[]): Price[] {
  if (provider == null) return []
  const known = pricesByModel.get(all) ?? new Map<string, Price[]>()
  const key = `${provider}\0${model}`
  const prices = known.get(key) ?? fitting(String(provider), String(model), all)
  if (known.size >= mostModels) known.clear()
  pricesByModel.set(all, known.set(key, prices))
  return prices
}

function fitting(provider: string, model: string, all: Price[]): Price[] {
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
