import { describe, expect, test } from 'vitest'
import { defaultPrices } from '../../../src/pricing/default-prices/default-prices.ts'
import { type Price, pricesOfModel } from '../../../src/pricing/price-book.ts'

const keyOf = ({ provider, model, usage, serviceTier, abovePromptTokens, validFrom }: Price) =>
  [provider, model, usage, serviceTier, abovePromptTokens, validFrom.getTime()].join(' ')
const byKey = new Map(defaultPrices.map(price => [keyOf(price), price]))

/** How many times as high a price is as the one that differs from it in these fields only; NaN if there is none. */
function factor(price: Price, more: Partial<Price>): number {
  const other = byKey.get(keyOf({ ...price, ...more }))
  return Number((Number(price.usdPerMillion) / Number(other?.usdPerMillion)).toFixed(9))
}

/** The prices whose factor is none of these, such as `openai gpt-4o OUTPUT BATCH: 0.4`. */
const withOtherFactor = (prices: Price[], more: Partial<Price>, factors: number[]): string[] =>
  prices
    .filter(price => !factors.includes(factor(price, more)))
    .map(price => `${keyOf(price)}: ${factor(price, more)}`)

const standard = { serviceTier: 'STANDARD' } as const
const isCached = ({ usage }: Price) => usage === 'CACHED_INPUT'

describe('a mistyped default price shows, because', () => {
  test('every model is found under its own name', () => {
    const book = { prices: defaultPrices, aliases: [] }
    for (const { provider, model } of defaultPrices)
      expect(pricesOfModel(provider, model, book)[0]).toMatchObject({ provider, model })
  })

  test('batches and flexible calls cost half; only cached input may have no discount', () => {
    const prices = defaultPrices.filter(({ serviceTier }) => ['BATCH', 'FLEX'].includes(serviceTier))
    expect(prices.length).toBeGreaterThan(500)
    expect(withOtherFactor(prices.filter(isCached), standard, [0.5, 1])).toEqual([])
    const others = prices.filter(price => !isCached(price))
    expect(withOtherFactor(others, standard, [0.5])).toEqual([])
  })

  test('calls of priority cost more, by one factor for all usages of a model', () => {
    const prices = defaultPrices.filter(({ serviceTier }) => serviceTier === 'PRIORITY')
    const models = Map.groupBy(prices, ({ model, validFrom }) => `${model} ${validFrom}`)
    expect(models.size).toBeGreaterThan(15)
    for (const [first, ...others] of models.values()) {
      expect(factor(first!, standard)).toBeGreaterThan(1)
      expect(withOtherFactor(others, standard, [factor(first!, standard)])).toEqual([])
    }
  })

  test('the input of long prompts costs twice as much, and the output 1.5 or 2 times', () => {
    const short = { abovePromptTokens: 0 }
    const long = defaultPrices.filter(({ abovePromptTokens }) => abovePromptTokens > 0)
    expect(long.length).toBeGreaterThan(100)
    const output = long.filter(({ usage }) => usage === 'OUTPUT')
    expect(withOtherFactor(output, short, [1.5, 2])).toEqual([])
    // Cached input of Grok 4 costs the same for any length.
    const isGrok4 = (price: Price) => isCached(price) && /^grok-4(?!\.)/.test(price.model)
    const input = long.filter(price => !output.includes(price) && !isGrok4(price))
    expect(withOtherFactor(input, short, [2])).toEqual([])
  })

  test('the cache of OpenAI, Anthropic and Google costs one of the usual parts of input, but for five models', () => {
    const unusual = [
      'claude-3-haiku',
      'claude-fable-5-1',
      'claude-opus-5-5',
      'claude-sonnet-5-5',
      'gemini-1.5-flash-8b',
    ]
    const prices = defaultPrices.filter(
      ({ provider, model, serviceTier }) =>
        ['openai', 'anthropic', 'google'].includes(provider) &&
        serviceTier === 'STANDARD' &&
        !unusual.includes(model),
    )
    const written = prices.filter(({ usage }) => usage === 'CACHE_WRITE')
    expect(written.length).toBeGreaterThan(30)
    expect(withOtherFactor(prices.filter(isCached), { usage: 'INPUT' }, [0.1, 0.25, 0.5])).toEqual([])
    expect(withOtherFactor(written, { usage: 'INPUT' }, [1.25])).toEqual([])
  })

  test('a region of Bedrock costs 10 % more than Anthropic', () => {
    const prices = defaultPrices.filter(
      ({ provider, model }) => provider === 'bedrock' && /^claude-(?!v2|instant)/.test(model),
    )
    expect(prices.length).toBeGreaterThan(100)
    expect(withOtherFactor(prices, { provider: 'anthropic' }, [1.1])).toEqual([])
  })
})
