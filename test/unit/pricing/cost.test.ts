import { describe, expect, test } from 'vitest'
import { costOf as costByBook } from '../../../src/pricing/cost.ts'
import type { ModelUse } from '../../../src/pricing/model-use.ts'
import type { Price } from '../../../src/pricing/price-book.ts'

const price = (more: Partial<Price> = {}): Price => ({
  provider: 'acme',
  model: 'm-1',
  usage: 'INPUT',
  serviceTier: 'STANDARD',
  abovePromptTokens: 0,
  usdPerMillion: '2',
  validFrom: new Date(0),
  validTo: null,
  isDefault: false,
  ...more,
})
const call = (more: object = {}): ModelUse => ({
  provider: 'acme',
  model: 'm-1',
  input_tokens: 1_000_000,
  occurred_at: '2024-03-01T00:00:00.000Z',
  ...more,
})
const costOf = (event: ModelUse, prices: Price[]) => costByBook(event, { prices, aliases: [] })
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

  test('is 0 for a call of 0 tokens or answered by your own cache, which reports the saving', () => {
    expect(cost({ input_tokens: 0, output_tokens: 0 }, prices)).toBe('0')
    expect(costOf(call({ cache_hit: true, input_tokens: 500, output_tokens: 100 }), prices)).toEqual({
      cost_usd: '0',
      cost_source: 'COMPUTED',
      // 500 × 2 + 100 × 8 = 1,800 millionths
      saved_cost_usd: '0.0018',
    })
    const free = { cost_usd: '0', cost_source: 'COMPUTED', saved_cost_usd: null }
    expect(costOf(call({ cache_hit: true, input_tokens: null }), prices)).toEqual(free)
    expect(costOf(call({ cache_hit: true, model: 'm-2' }), prices)).toEqual(unknown)
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
  test('is matched by provider and model in any case, the same case first', () => {
    const prices = [price({ provider: 'other', usdPerMillion: '9' }), price()]
    expect(cost({}, prices)).toBe('2')
    expect(cost({ provider: 'ACME' }, prices)).toBe('2')
    expect(cost({ provider: 'Acme' }, [price({ provider: 'aCME' })])).toBe('2')
    expect(cost({ provider: 'acme ' }, prices)).toBeNull()
    expect(cost({ model: 'M-1' }, prices)).toBe('2')
    expect(cost({ model: 'M-1' }, [...prices, price({ model: 'M-1', usdPerMillion: '3' })])).toBe('3')
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

describe('the cost of a call whose usage was not fully reported', () => {
  const prices = [price(), price({ usage: 'OUTPUT', usdPerMillion: '8' })]
  const source = (more: object, known = prices) => costOf(call(more), known).cost_source

  test('is unknown without any tokens, and not 0', () => {
    expect(costOf(call({ input_tokens: null }), prices)).toEqual(unknown)
  })

  test('is a lower bound with only the input or only the output of a completion', () => {
    expect(costOf(call({ input_tokens: 1_000 }), prices)).toEqual({
      cost_usd: '0.002',
      cost_source: 'LOWER_BOUND',
      saved_cost_usd: null,
    })
    expect(costOf(call({ input_tokens: null, output_tokens: 1_000 }), prices)).toMatchObject({
      cost_usd: '0.008',
      cost_source: 'LOWER_BOUND',
    })
    expect(source({ output_tokens: 0 })).toBe('COMPUTED')
    expect(source({ input_tokens: 0, output_tokens: 5 })).toBe('COMPUTED')
  })

  test('is a lower bound with only a part of the input or of the output', () => {
    const parts = [{ cached_tokens: 7 }, { cache_write_tokens: 7 }, { reasoning_tokens: 7 }]
    expect(parts.map(part => costOf(call({ input_tokens: null, ...part }), prices).cost_usd)).toEqual([
      // 7 × 2 and 7 × 8 millionths
      '0.000014',
      '0.000014',
      '0.000056',
    ])
    expect(parts.map(part => source({ input_tokens: null, ...part }))).toEqual(Array(3).fill('LOWER_BOUND'))
  })

  test.each(['EMBEDDING', 'RERANK', 'MODERATION'])(
    'is whole without output for the purpose %s',
    call_type => {
      expect(source({ call_type })).toBe('COMPUTED')
      expect(source({ call_type: 'COMPLETION' })).toBe('LOWER_BOUND')
    },
  )

  test('is whole without output if the model or the speaker has none, or output costs nothing', () => {
    expect(source({}, [price()])).toBe('COMPUTED')
    expect(source({}, [price(), price({ usage: 'OUTPUT', usdPerMillion: '0' })])).toBe('COMPUTED')
    expect(source({ role: 'USER' })).toBe('COMPUTED')
    expect(source({ role: 'ASSISTANT' })).toBe('LOWER_BOUND')
  })
})

describe('the cost of tokens with prices of their own', () => {
  const usages = {
    INPUT: '2',
    CACHED_INPUT: '0.5',
    CACHE_WRITE: '2.5',
    AUDIO_INPUT: '40',
    OUTPUT: '8',
    REASONING: '20',
    AUDIO_OUTPUT: '80',
  } as const
  const priced = (...names: (keyof typeof usages)[]) =>
    names.map(usage => price({ usage, usdPerMillion: usages[usage] }))
  const all = priced(...(Object.keys(usages) as (keyof typeof usages)[]))

  test('is the sum of each kind of token, counted once', () => {
    // Input: 100 × 40 + 500 × 2 of the 600, 70 × 0.5, 10 × 2.5; output: 200 × 20 + 50 × 80 + 750 × 8 of the 1,000
    const event = {
      input_tokens: 600,
      cached_tokens: 70,
      cache_write_tokens: 10,
      audio_input_tokens: 100,
      output_tokens: 1_000,
      reasoning_tokens: 200,
      audio_output_tokens: 50,
    }
    expect(cost(event, all)).toBe('0.01906')
  })

  test('is that of input for the cache and that of output for reasoning, without a price of their own', () => {
    const event = {
      input_tokens: 100,
      cached_tokens: 10,
      cache_write_tokens: 1,
      output_tokens: 50,
      reasoning_tokens: 20,
    }
    // 111 × 2 + 50 × 8 = 622 millionths
    expect(cost(event, priced('INPUT', 'OUTPUT'))).toBe('0.000622')
  })

  test('is unknown for audio without a price of its own, which costs far more than text', () => {
    const known = priced('INPUT', 'OUTPUT')
    expect(costOf(call({ audio_input_tokens: 1, output_tokens: 1 }), known)).toEqual(unknown)
    expect(costOf(call({ output_tokens: 9, audio_output_tokens: 1 }), known)).toEqual(unknown)
    expect(cost({ input_tokens: 3, audio_input_tokens: 0, output_tokens: 0 }, known)).toBe('0.000006')
  })

  test('counts audio in cached input as cached', () => {
    // 30 of the 100 tokens of audio are not cached: 30 × 40 + 80 × 0.5 = 1,240 millionths
    expect(
      cost({ input_tokens: 30, cached_tokens: 80, audio_input_tokens: 100, output_tokens: 0 }, all),
    ).toBe('0.00124')
  })
})

describe('the price of a long prompt', () => {
  const prices = [
    price({ usdPerMillion: '1' }),
    price({ usage: 'CACHED_INPUT', usdPerMillion: '0.1' }),
    price({ usage: 'OUTPUT', usdPerMillion: '10' }),
    price({ usdPerMillion: '2', abovePromptTokens: 200_000 }),
    price({ usage: 'OUTPUT', usdPerMillion: '15', abovePromptTokens: 200_000 }),
    price({ usdPerMillion: '3', abovePromptTokens: 500_000 }),
  ]

  test('holds for the whole request once the prompt is longer, and not before', () => {
    expect(cost({ input_tokens: 200_000, output_tokens: 1_000 }, prices)).toBe('0.21')
    // 200,001 × 2 + 1,000 × 15 = 415,002 millionths
    expect(cost({ input_tokens: 200_001, output_tokens: 1_000 }, prices)).toBe('0.415002')
    expect(cost({ input_tokens: 500_001, output_tokens: 1_000 }, prices.toReversed())).toBe('1.515003')
  })

  test('depends on all input, from the cache or written into it', () => {
    // 1 × 2 + 199,999 × 0.1 + 1 × 2: the written token costs as much as input
    const event = { input_tokens: 1, cached_tokens: 199_999, output_tokens: 0 }
    expect(cost({ ...event, cache_write_tokens: 1 }, prices)).toBe('0.0200039')
    expect(cost(event, prices)).toBe('0.0200009')
  })
})

describe('the price of a service tier', () => {
  const prices = [
    price(),
    price({ serviceTier: 'BATCH', usdPerMillion: '1' }),
    price({ serviceTier: 'PRIORITY', usdPerMillion: '4', isDefault: true }),
  ]

  test('applies to calls of that tier alone; the standard tier is the default', () => {
    const of = (service_tier: string | null) => cost({ service_tier, output_tokens: 0 }, prices)
    expect([null, 'STANDARD', 'BATCH', 'PRIORITY', 'FLEX'].map(of)).toEqual(['2', '2', '1', '4', null])
  })
})

describe('an alias', () => {
  const alias = (more: object) => ({
    provider: '',
    model: 'ours',
    targetProvider: 'acme',
    targetModel: 'm-1',
    ...more,
  })
  const priced = (more: object, ...aliases: ReturnType<typeof alias>[]) =>
    costByBook(call({ output_tokens: 0, ...more }), { prices: [price()], aliases }).cost_usd

  test('gives a name the price of a model, of any provider, none, or one', () => {
    expect(priced({ model: 'ours', provider: 'elsewhere' }, alias({}))).toBe('2')
    expect(priced({ model: 'ours', provider: null }, alias({}))).toBe('2')
    expect(priced({ model: 'OURS', provider: 'Azure' }, alias({ provider: 'azure' }))).toBe('2')
    expect(priced({ model: 'ours', provider: 'elsewhere' }, alias({ provider: 'azure' }))).toBeNull()
    expect(priced({ model: 'ours-2', provider: null }, alias({ model: 'ours-*' }))).toBe('2')
    expect(priced({ model: 'other' }, alias({}))).toBeNull()
  })

  test('is the closest one, and does not apply to its own target', () => {
    const aliases = [
      alias({ model: '*', targetModel: 'none' }),
      alias({}),
      alias({ model: 'm-1', targetModel: 'none' }),
    ]
    expect(priced({ model: 'ours' }, ...aliases)).toBe('2')
    expect(priced({ model: 'ours' }, ...aliases.toReversed())).toBe('2')
    expect(priced({ model: 'm-1' }, ...aliases)).toBeNull()
    expect(
      priced(
        { provider: 'acme', model: 'ours' },
        alias({ targetModel: 'none' }),
        alias({ provider: 'acme' }),
      ),
    ).toBe('2')
  })
})
