import Big from 'big.js'
import { type Fact } from '../entities/fact-columns.ts'

export type Usage = 'INPUT' | 'CACHED_INPUT' | 'OUTPUT'

/** What a million tokens of a model cost, from an instant on and, when it ended, up to another. */
export interface Price {
  provider: string
  /** The model's name, or its beginning with a `*` behind it. */
  model: string
  usage: Usage
  usdPerMillion: string
  validFrom: Date
  validTo: Date | null
  /** Whether it came with Convograph: a project's own prices go first. */
  isDefault: boolean
}

type Priced = Pick<
  Fact,
  'provider' | 'model' | 'input_tokens' | 'cached_tokens' | 'output_tokens' | 'cache_hit' | 'occurred_at'
>

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
  const prices = all.filter(price => appliesTo(price, fact))
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
    const price = priceFor(prices, usage)
    if (price)
      return Big(tokens as number)
        .times(price.usdPerMillion)
        .times('0.000001')
  }
  return null
}

/** A project's own price before a default one, an exact name before a pattern, a long pattern before a short one. */
function priceFor(prices: Price[], usage: Usage): Price | undefined {
  return prices
    .filter(price => price.usage === usage)
    .sort(
      (a, b) => Number(a.isDefault) - Number(b.isDefault) || specificity(b.model) - specificity(a.model),
    )[0]
}

/** Whether it is a price of the model at the time of the call. */
function appliesTo(price: Price, { provider, model, occurred_at }: Priced): boolean {
  const at = new Date(occurred_at)
  return (
    price.provider === provider &&
    matches(price.model, String(model)) &&
    price.validFrom <= at &&
    (!price.validTo || at < price.validTo)
  )
}

const matches = (pattern: string, model: string) =>
  pattern.endsWith('*') ? model.startsWith(pattern.slice(0, -1)) : model === pattern

const specificity = (pattern: string) => (pattern.endsWith('*') ? pattern.length : 1_000)
