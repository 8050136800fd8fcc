import { describe, expect, test } from 'vitest'
import { costOf, type Price } from '../../src/pricing/cost.ts'
import { defaultPrices } from '../../src/pricing/default-prices.ts'

const price = (more: Partial<Price> = {}): Price => ({
  provider: 'acme',
  model: 'm-1',
  usage: 'INPUT',
  usdPerMillion: '2',
  validFrom: new Date(0),
  validTo: null,
  isDefault: false,
  ...more,
})
const call = (more: object = {}) => ({
  provider: 'acme',
  model: 'm-1',
  input_tokens: 1_000_000,
  cached_tokens: null,
  output_tokens: null,
  cache_hit: null,
  occurred_at: '2024-03-01T00:00:00.000Z',
  ...more,
})
const cost = (more: object, prices: Price[]) => costOf(call(more), prices).cost_usd
const unknown = { cost_usd: null, cost_source: 'UNKNOWN', saved_cost_usd: null }

describe('the cost of a call', () => {
  const prices = [
    price(),
    price({ usage: 'CACHED_INPUT', usdPerMillion: '0.5' }),
    price({ usage: 'OUTPUT', usdPerMillion: '8' }),
  ]

  test('is the sum of uncached input, cached input and output, each by its own price', () => {
    // 300 × 2 + 700 × 0.5 + 11 × 8 = 1,038 millionths
    expect(costOf(call({ input_tokens: 300, cached_tokens: 700, output_tokens: 11 }), prices)).toEqual({
      cost_usd: '0.001038',
      cost_source: 'COMPUTED',
      saved_cost_usd: null,
    })
  })

  test('is exact in decimals', () => {
    // In floating point 3 × 0.1 ÷ 1,000,000 + 3 × 0.2 ÷ 1,000,000 is 9.000000000000001e-7.
    const odd = [price({ usdPerMillion: '0.1' }), price({ usage: 'OUTPUT', usdPerMillion: '0.2' })]
    expect(cost({ input_tokens: 3, output_tokens: 3 }, odd)).toBe('0.0000009')
    expect(cost({ input_tokens: 10_000_000_000_000 }, [price({ usdPerMillion: '0.123456' })])).toBe('1234560')
  })

  test('is rounded half up at the twelfth decimal', () => {
    expect(cost({ input_tokens: 1 }, [price({ usdPerMillion: '0.0000005' })])).toBe('0.000000000001')
    expect(cost({ input_tokens: 1 }, [price({ usdPerMillion: '0.0000004' })])).toBe('0')
  })

  test('counts cached input as input if cached input has no price', () => {
    // 300 × 2 + 700 × 2 = 2,000 millionths
    expect(cost({ input_tokens: 300, cached_tokens: 700 }, [price()])).toBe('0.002')
  })

  test('is 0 for a call without usage or answered by your own cache, which reports the saving', () => {
    expect(cost({ input_tokens: 0 }, prices)).toBe('0')
    expect(costOf(call({ cache_hit: true, input_tokens: 500, output_tokens: 100 }), prices)).toEqual({
      cost_usd: '0',
      cost_source: 'COMPUTED',
      // 500 × 2 + 100 × 8 = 1,800 millionths
      saved_cost_usd: '0.0018',
    })
  })

  test('is unknown as a whole if one usage has no price, or the model has none', () => {
    expect(costOf(call({ output_tokens: 1 }), [price()])).toEqual(unknown)
    expect(costOf(call({ model: 'm-2' }), prices)).toEqual(unknown)
    expect(costOf(call({ model: 'm-2', input_tokens: null }), prices)).toEqual(unknown)
    expect(costOf(call({ model: null }), [price({ model: '*' })]).cost_source).toBe('COMPUTED')
    expect(costOf(call({ provider: null }), prices)).toEqual(unknown)
  })
})

describe('the price of a call', () => {
  test('is matched by provider in any case, and by model name exactly', () => {
    const prices = [price({ provider: 'other', usdPerMillion: '9' }), price()]
    expect(cost({}, prices)).toBe('2')
    expect(cost({ provider: 'ACME' }, prices)).toBe('2')
    expect(cost({ provider: 'Acme' }, [price({ provider: 'aCME' })])).toBe('2')
    expect(cost({ provider: 'acme ' }, prices)).toBeNull()
    expect(cost({ model: 'M-1' }, prices)).toBeNull()
    expect(cost({ model: 'm-1-mini' }, prices)).toBeNull()
  })

  test('also applies to versions of the model, which end in a date or in "latest"', () => {
    const prices = [price(), price({ model: 'm-1-mini', usdPerMillion: '7' })]
    const of = (model: string) => cost({ model }, prices)
    expect(['m-1-2024-08-06', 'm-1-20240806', 'm-1@20240806', 'm-1-latest'].map(of)).toEqual([
      '2',
      '2',
      '2',
      '2',
    ])
    expect(['m-1-mini-2024-07-18', 'm-1-mini-latest'].map(of)).toEqual(['7', '7'])
    const others = ['m-1-2024', 'm-1-0806', 'm-1-2024-08-06-preview', 'm-1-preview', 'm-12024-08-06', 'm-1-']
    expect(others.map(of)).toEqual(others.map(() => null))
  })

  test('is the closest match: the exact name, then the name with a version, then the longest pattern', () => {
    const prices = [
      price({ model: '*', usdPerMillion: '1' }),
      price({ model: 'm-1-large-2024-08-06', usdPerMillion: '6' }),
      price({ model: 'm-1-la*', usdPerMillion: '3' }),
      price({ model: 'm-*', usdPerMillion: '2' }),
      price({ model: 'm-1-large', usdPerMillion: '4' }),
      price({ model: 'm-1-large*', usdPerMillion: '5' }),
    ]
    const of = (model: string) => [cost({ model }, prices), cost({ model }, prices.toReversed())]
    expect(of('m-1-large')).toEqual(['4', '4'])
    expect(of('m-1-large-2024-08-06')).toEqual(['6', '6'])
    expect(of('m-1-large-2024-11-20')).toEqual(['4', '4'])
    expect(of('m-1-large-2024')).toEqual(['5', '5'])
    expect(of('m-1-lab')).toEqual(['3', '3'])
    expect(of('m-7')).toEqual(['2', '2'])
    expect(of('n')).toEqual(['1', '1'])
  })

  test('is valid from its first instant until just before its end', () => {
    const first = new Date('2024-03-01T00:00:00Z')
    const last = new Date('2024-04-01T00:00:00Z')
    const prices = [
      price({ validFrom: first, validTo: last, usdPerMillion: '1' }),
      price({ validFrom: last, usdPerMillion: '3' }),
    ]
    const at = (occurred_at: string) => cost({ occurred_at }, prices)
    expect(at('2024-02-29T23:59:59.999Z')).toBeNull()
    expect(at('2024-03-01T00:00:00.000Z')).toBe('1')
    expect(at('2024-03-31T23:59:59.999Z')).toBe('1')
    expect(at('2024-04-01T00:00:00.000Z')).toBe('3')
  })

  test("is the project's price before a default price, however specific the default is", () => {
    const prices = [price({ model: 'm-*', usdPerMillion: '3' }), price({ isDefault: true })]
    expect(cost({}, prices)).toBe('3')
  })
})

describe('the default prices', () => {
  test('cover each model and usage once, by whole names without a pattern', () => {
    const keys = defaultPrices.map(({ provider, model, usage }) => `${provider} ${model} ${usage}`)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.filter(key => key.includes('*'))).toEqual([])
    expect(defaultPrices.filter(({ provider }) => provider !== provider.toLowerCase())).toEqual([])
  })

  test("match versions, and do not match a small model whose name starts with a large model's name", () => {
    const of = (provider: string, model: string) => cost({ provider, model }, defaultPrices)
    expect(of('openai', 'gpt-4o-2024-08-06')).toBe('2.5')
    expect(of('openai', 'gpt-4o-2024-05-13')).toBe('5')
    expect(of('openai', 'gpt-4o-mini-2024-07-18')).toBe('0.15')
    expect(of('OpenAI', 'o3-2025-04-16')).toBe('2')
    expect(of('openai', 'gpt-4o-audio-preview')).toBeNull()
    expect(of('anthropic', 'claude-opus-4-20250514')).toBe('15')
    expect(of('anthropic', 'claude-opus-4-1-20250805')).toBe('15')
    expect(of('anthropic', 'claude-opus-4-5-20251101')).toBe('5')
    expect(of('anthropic', 'claude-3-7-sonnet-latest')).toBe('3')
    expect(of('google', 'gemini-2.0-flash-lite')).toBe('0.075')
  })
})
