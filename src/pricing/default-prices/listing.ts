import Big from 'big.js'
import { type ServiceTier } from '../../ingest/kinds/service-tier.ts'
import { type Price } from '../price-book.ts'
import { type Usage } from '../used-tokens.ts'

/** US dollars per million tokens of each usage. */
export type Rates = Partial<Record<Usage, string>>

/** The prices of a model from a day on. A listing without rates ends the one before it. */
export interface Listing {
  /** The day in UTC, such as `2025-06-10`. */
  from: string
  rates?: Rates
  /** The rates of a whole request whose prompt has more tokens than `above`. */
  long?: { above: number; rates: Rates }
  batch?: Discount
  flex?: Discount
  priority?: Rates
}

/** The rates of a service tier, from the rates of the standard tier. */
export type Discount = (rates: Rates) => Rates

/** The listings of each model, oldest first. */
export type Listings = Record<string, Listing[]>

/** Rates of text: uncached input, cached input, output. */
export const text = (input: string, cached: string | null, output: string | null): Rates => ({
  INPUT: input,
  ...(cached !== null && { CACHED_INPUT: cached }),
  ...(output !== null && { OUTPUT: output }),
})

/** Every rate multiplied, exactly. */
export const times =
  (factor: string): Discount =>
  rates =>
    Object.fromEntries(Object.entries(rates).map(([usage, usd]) => [usage, Big(usd).times(factor).toFixed()]))

/**
 * Rates with a price for each use of the provider's cache: reading costs a tenth of input, writing into it for five minutes
 * 1.25 × input.
 */
export const withCache = (input: string, output: string): Rates => ({
  ...text(input, Big(input).times('0.1').toFixed(), output),
  CACHE_WRITE: Big(input).times('1.25').toFixed(),
})

export const half = times('0.5')
/** Half of input and output, without a discount for cached input. */
export const halfUncached: Discount = ({ CACHED_INPUT: _, ...rates }) => half(rates)
/** Half of input and output; cached input costs as usual. */
export const halfFresh: Discount = rates => ({
  ...half(rates),
  ...(rates.CACHED_INPUT && { CACHED_INPUT: rates.CACHED_INPUT }),
})

/** One price for each usage, service tier and length of prompt of each listing. */
export const pricesIn = (provider: string, listings: Listings): Price[] =>
  Object.entries(listings).flatMap(([model, dated]) =>
    dated.flatMap((listing, i) => {
      const validFrom = dayOf(listing)
      const next = dated[i + 1]
      const validTo = next ? dayOf(next) : null
      return priced(listing).map(price => ({
        provider,
        model,
        ...price,
        validFrom,
        validTo,
        isDefault: true,
      }))
    }),
  )

const dayOf = ({ from }: Listing) => new Date(`${from}T00:00:00Z`)

type Tiered = Pick<Price, 'usage' | 'serviceTier' | 'abovePromptTokens' | 'usdPerMillion'>

function priced({ rates = {}, long, batch, flex, priority }: Listing): Tiered[] {
  const atEachLength = (tier: ServiceTier, discount: Discount) => [
    ...tiered(tier, 0, discount(rates)),
    ...(long ? tiered(tier, long.above, discount(long.rates)) : []),
  ]
  return [
    ...atEachLength('STANDARD', same => same),
    ...(batch ? atEachLength('BATCH', batch) : []),
    ...(flex ? atEachLength('FLEX', flex) : []),
    ...tiered('PRIORITY', 0, priority ?? {}),
  ]
}

const tiered = (serviceTier: ServiceTier, abovePromptTokens: number, rates: Rates): Tiered[] =>
  (Object.entries(rates) as [Usage, string][]).map(([usage, usdPerMillion]) => ({
    usage,
    serviceTier,
    abovePromptTokens,
    usdPerMillion,
  }))
