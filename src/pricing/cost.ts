import Big from 'big.js'
import { type CostSource } from '../schema/performance/cost-source.ts'
import { type ModelUse } from './model-use.ts'
import { type Price, type PriceBook, pricesOf } from './price-book.ts'
import { isUsageReported, type Usage, usedTokens } from './used-tokens.ts'

export interface Cost {
  cost_usd: string | null
  cost_source: Exclude<CostSource, 'PROVIDED'>
  saved_cost_usd: string | null
}

const unknown: Cost = { cost_usd: null, cost_source: 'UNKNOWN', saved_cost_usd: null }

/**
 * The cost of a use of a model by the prices valid at that time: tokens × price ÷ 1,000,000, summed over the usages. A
 * usage without a price makes the whole cost unknown, never 0, and so do a model without prices and a use that reports
 * no tokens. If only one of input and output is reported, the cost is a lower bound. A cache hit costs 0, and the
 * computed cost, if its tokens are reported, counts as saved.
 */
export const costOf = (event: ModelUse, book: PriceBook): Cost => costBy(event, pricesOf(event, book))

/** The same by prices that were looked up before. */
export function costBy(event: Omit<ModelUse, 'occurred_at'>, prices: Price[]): Cost {
  if (!prices.length) return unknown
  const total = isUsageReported(event) ? totalOf(usedTokens(event), prices) : null
  if (event.cache_hit && (total !== null || !isUsageReported(event)))
    return { cost_usd: '0', cost_source: 'COMPUTED', saved_cost_usd: total }
  if (total === null) return unknown
  const cost_source = isLowerBound(event, prices) ? 'LOWER_BOUND' : 'COMPUTED'
  return { cost_usd: total, cost_source, saved_cost_usd: null }
}

/** The usages whose prices apply to a usage, the first that has one. Audio costs far more than text, so it needs its own. */
const pricedAs: Record<Usage, Usage[]> = {
  INPUT: ['INPUT'],
  CACHED_INPUT: ['CACHED_INPUT', 'INPUT'],
  CACHE_WRITE: ['CACHE_WRITE', 'INPUT'],
  AUDIO_INPUT: ['AUDIO_INPUT'],
  OUTPUT: ['OUTPUT'],
  REASONING: ['REASONING', 'OUTPUT'],
  AUDIO_OUTPUT: ['AUDIO_OUTPUT'],
}

/** ClickHouse stores 12 decimals of a dollar. Costs are rounded half up. */
const decimals = 12

/** Null if a usage with tokens has no price. */
function totalOf(tokens: Record<Usage, number>, prices: Price[]): string | null {
  let sum = Big(0)
  for (const [usage, count] of Object.entries(tokens) as [Usage, number][]) {
    if (!count) continue
    const price = priceOf(usage, prices)
    if (!price) return null
    sum = sum.plus(Big(count).times(price.usdPerMillion))
  }
  return sum.times('0.000001').round(decimals, Big.roundHalfUp).toFixed()
}

function priceOf(usage: Usage, prices: Price[]): Price | undefined {
  for (const candidate of pricedAs[usage]) {
    const price = prices.find(price => price.usage === candidate)
    if (price) return price
  }
}

/** Whether tokens were not reported that cost money. */
const isLowerBound = (event: Omit<ModelUse, 'occurred_at'>, prices: Price[]): boolean =>
  (event.input_tokens == null && isCharged(['INPUT', 'AUDIO_INPUT'], prices)) ||
  (event.output_tokens == null && isGenerated(event) && isCharged(['OUTPUT', 'AUDIO_OUTPUT'], prices))

/** Whether the model answers: neither a vector or a score, nor a message of somebody else. */
const isGenerated = ({ call_type, role }: Pick<ModelUse, 'call_type' | 'role'>): boolean =>
  !['EMBEDDING', 'RERANK', 'MODERATION'].includes(String(call_type)) && (role == null || role === 'ASSISTANT')

const isCharged = (usages: Usage[], prices: Price[]): boolean =>
  usages.some(usage => Number(prices.find(price => price.usage === usage)?.usdPerMillion ?? 0) > 0)
