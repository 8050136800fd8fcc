import { describe, expect, test } from 'vitest'
import { costOf } from '../../../src/pricing/cost.ts'
import { defaultPrices } from '../../../src/pricing/default-prices/default-prices.ts'

const million = 1_000_000

/** The cost of a call by the default prices alone. */
const cost = (
  provider: string,
  model: string,
  at: string,
  usage: object = { input_tokens: million, output_tokens: 0 },
) =>
  costOf(
    { provider, model, occurred_at: `${at}T12:00:00Z`, ...usage },
    { prices: defaultPrices, aliases: [] },
  ).cost_usd

describe('the default prices', () => {
  test('say each price once, by whole names, in exact positive decimals, with no overlap in time', () => {
    const groups = Map.groupBy(defaultPrices, price =>
      [price.provider, price.model, price.usage, price.serviceTier, price.abovePromptTokens].join(' '),
    )
    for (const [key, [first, ...later]] of groups) {
      expect(first!.provider + first!.model).toBe((first!.provider + first!.model).toLowerCase())
      expect(key).not.toContain('*')
      let { validTo } = first!
      for (const price of later) {
        expect(validTo!.getTime()).toBeLessThanOrEqual(price.validFrom.getTime())
        validTo = price.validTo
      }
    }
    expect(defaultPrices.filter(({ usdPerMillion }) => !/^\d+(\.\d{1,12})?$/.test(usdPerMillion))).toEqual([])
    expect(
      defaultPrices.filter(({ validFrom, validTo }) => !(validFrom < (validTo ?? new Date(8e15)))),
    ).toEqual([])
  })

  test('change on the day that a provider changed them', () => {
    expect(
      ['2025-04-15', '2025-05-20', '2025-06-09', '2025-06-10'].map(at => cost('openai', 'o3', at)),
    ).toEqual([null, '10', '10', '2'])
    expect(cost('openai', 'o3-2025-04-16', '2025-05-20')).toBe('10')
    expect(['2024-05-12', '2024-06-01', '2024-10-02'].map(at => cost('openai', 'gpt-4o', at))).toEqual([
      null,
      '5',
      '2.5',
    ])
    expect(cost('openai', 'gpt-4o-2024-05-13', '2026-01-01')).toBe('5')
    expect(['2024-11-05', '2024-12-10'].map(at => cost('anthropic', 'claude-3-5-haiku', at))).toEqual([
      '1',
      '0.8',
    ])
    expect(['2023-11-01', '2024-03-01'].map(at => cost('openai', 'gpt-3.5-turbo', at))).toEqual([
      '1.5',
      '0.5',
    ])
    expect(
      ['2025-01-31', '2025-03-01', '2025-09-10', '2025-10-01', '2026-05-01', '2026-09-01'].map(at =>
        cost('deepseek', 'deepseek-chat', at),
      ),
    ).toEqual(['0.14', null, '0.56', '0.28', '0.14', null])
  })

  test('depend on the length of the prompt', () => {
    const at = '2026-11-20'
    // 300,000 × 2.5 + 1,000 × 15, and 200,000 × 1.25 + 1,000 × 10
    expect(cost('google', 'gemini-2.5-pro', at, { input_tokens: 300_000, output_tokens: 1_000 })).toBe(
      '0.765',
    )
    expect(cost('google', 'gemini-2.5-pro', at, { input_tokens: 200_000, output_tokens: 1_000 })).toBe('0.26')
    // 300,000 × 6 + 1,000 × 22.5
    expect(cost('anthropic', 'claude-sonnet-4-5', at, { input_tokens: 300_000, output_tokens: 1_000 })).toBe(
      '1.8225',
    )
    expect(cost('xai', 'grok-4', at, { input_tokens: 128_001, output_tokens: 0 })).toBe('0.768006')
    // 271,999 × 2.5, and 272,000 × 5; 272,000 × 2, and 272,001 × 4
    expect(cost('openai', 'gpt-5.4', at, { input_tokens: 271_999, output_tokens: 0 })).toBe('0.6799975')
    expect(cost('openai', 'gpt-5.4', at, { input_tokens: 272_000, output_tokens: 0 })).toBe('1.36')
    expect(cost('openai', 'gpt-6-sol', at, { input_tokens: 272_000, output_tokens: 0 })).toBe('0.544')
    expect(cost('openai', 'gpt-6-sol', at, { input_tokens: 272_001, output_tokens: 0 })).toBe('1.088004')
  })

  test('of long prompts hold for the cache, in batches and in a region too, as long as they were listed', () => {
    const long = {
      input_tokens: 1_000,
      cached_tokens: 200_000,
      cache_write_tokens: 1_000,
      output_tokens: 100,
    }
    const sonnet = (provider: string, more: object = {}) =>
      cost(provider, 'claude-sonnet-4-5', '2025-11-20', { ...long, ...more })
    // 1,000 × 6 + 200,000 × 0.6 + 1,000 × 7.5 + 100 × 22.5 = 135,750 millionths; half in a batch; 10 % more in a region
    expect(sonnet('anthropic')).toBe('0.13575')
    expect(sonnet('anthropic', { service_tier: 'BATCH' })).toBe('0.067875')
    expect(sonnet('bedrock')).toBe('0.149325')
    // 300,000 × 1.25 + 1,000 × 7.5
    const batch = { input_tokens: 300_000, output_tokens: 1_000, service_tier: 'BATCH' }
    expect(cost('google', 'gemini-2.5-pro', '2025-11-20', batch)).toBe('0.3825')
    // The rates of priority are the same for any length: 300,000 × 5
    const priority = { input_tokens: 300_000, output_tokens: 0, service_tier: 'PRIORITY' }
    expect(cost('openai', 'gpt-5.4', '2026-11-20', priority)).toBe('1.5')
    // From 13 March 2026 a prompt of any length costs the same: 300,000 × 10, then × 5
    const opus = (at: string) =>
      cost('anthropic', 'claude-opus-4-6', at, { input_tokens: 300_000, output_tokens: 0 })
    expect([opus('2026-03-12'), opus('2026-03-13')]).toEqual(['3', '1.5'])
  })

  test('depend on the service tier', () => {
    const tiers = (provider: string, model: string) =>
      ['STANDARD', 'BATCH', 'FLEX', 'PRIORITY'].map(service_tier =>
        cost(provider, model, '2025-11-20', { input_tokens: million, output_tokens: million, service_tier }),
      )
    expect(tiers('openai', 'gpt-4o')).toEqual(['12.5', '6.25', null, '21.25'])
    expect(tiers('azure', 'gpt-4o')).toEqual(['12.5', '6.25', null, '21.25'])
    expect(tiers('openai', 'o3')).toEqual(['10', '5', '5', '17.5'])
    expect(tiers('openai', 'o4-mini')).toEqual(['5.5', '2.75', '2.75', '10'])
    expect(tiers('openai', 'gpt-5-mini')).toEqual(['2.25', '1.125', '1.125', '4.05'])
    expect(tiers('anthropic', 'claude-opus-4-1')).toEqual(['90', '45', null, null])
    expect(tiers('google', 'gemini-2.5-flash')).toEqual(['2.8', '1.4', null, null])
  })

  test('tell reading from writing the cache', () => {
    const used = { input_tokens: 1_000, cached_tokens: 10_000, cache_write_tokens: 2_000, output_tokens: 100 }
    // 1,000 × 3 + 10,000 × 0.3 + 2,000 × 3.75 + 100 × 15 = 15,000 millionths; 10 % more in one region
    expect(cost('anthropic', 'claude-sonnet-4-5', '2025-11-20', used)).toBe('0.015')
    expect(cost('bedrock', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0', '2025-11-20', used)).toBe('0.0165')
    // The first version of gpt-4o had no price for cached input, and none of another version applies.
    expect(cost('openai', 'gpt-4o-2024-05-13', '2025-11-20', { ...used, output_tokens: 0 })).toBe('0.065')
    // OpenAI charges writes as input: 3,000 × 2.5 + 10,000 × 1.25 + 100 × 10 = 21,000 millionths
    expect(cost('openai', 'gpt-4o', '2025-11-20', used)).toBe('0.021')
  })

  test('of cached input are halved in batches, stay as they are, or are those of input, by maker and model', () => {
    const used = { input_tokens: 1_000, cached_tokens: 1_000, output_tokens: 0 }
    const batch = (provider: string, model: string) =>
      cost(provider, model, '2025-11-20', { ...used, service_tier: 'BATCH' })
    // 1,000 × 1.5 + 1,000 × 0.15, 1,000 × 0.625 + 1,000 × 0.125, 2,000 × 1.25, and 1,000 × 0.625 + 1,000 × 0.0625
    expect(batch('anthropic', 'claude-sonnet-4-5')).toBe('0.00165')
    expect(batch('google', 'gemini-2.5-pro')).toBe('0.00075')
    expect(batch('openai', 'gpt-4o')).toBe('0.0025')
    expect(batch('openai', 'gpt-5')).toBe('0.0006875')
    // A flexible call of o3 has the discount that its batches do not have: 1,000 × 1 + 1,000 × 0.25, and 2,000 × 1
    expect(cost('openai', 'o3', '2025-11-20', { ...used, service_tier: 'FLEX' })).toBe('0.00125')
    expect(batch('openai', 'o3')).toBe('0.002')
  })

  test('of the cache are a tenth and 1.25 times that of input, or as the maker lists them', () => {
    const used = {
      input_tokens: 1_000,
      cached_tokens: 1_000,
      cache_write_tokens: 1_000,
      output_tokens: 1_000,
    }
    // 1 + 0.1 + 1.25 + 6, then 0.2 + 0.02 + 0.25 + 1.2 thousandths
    expect(['2026-07-20', '2026-08-10'].map(at => cost('openai', 'gpt-5.6-luna', at, used))).toEqual([
      '0.00835',
      '0.00167',
    ])
    // 0.25 + 0.03 + 0.3 + 1.25, and 10 + 0.25 + 12.5 + 50 thousandths
    expect(cost('anthropic', 'claude-3-haiku', '2025-01-20', used)).toBe('0.00183')
    expect(cost('anthropic', 'claude-fable-5-1', '2026-11-20', used)).toBe('0.07275')
  })

  test('tell audio from text', () => {
    const used = {
      input_tokens: 1_000,
      audio_input_tokens: 400,
      output_tokens: 500,
      audio_output_tokens: 300,
    }
    // 600 × 2.5 + 400 × 40 + 200 × 10 + 300 × 80 = 43,500 millionths
    expect(cost('openai', 'gpt-4o-audio-preview', '2025-01-20', used)).toBe('0.0435')
    // 600 × 0.3 + 400 × 1 + 500 × 2.5 = 1,830 millionths
    expect(cost('google', 'gemini-2.5-flash', '2025-11-20', { ...used, audio_output_tokens: null })).toBe(
      '0.00183',
    )
    expect(cost('openai', 'gpt-4o', '2025-11-20', used)).toBeNull()
  })

  test('of fine-tuned models are their own, and free variants cost nothing', () => {
    const used = { input_tokens: 1_000, output_tokens: 100 }
    expect(cost('openai', 'ft:gpt-4o-mini-2024-07-18:acme::x1', '2026-11-20', used)).toBe('0.00042')
    expect(cost('openrouter', 'meta-llama/llama-3.3-70b-instruct:free', '2026-11-20', used)).toBe('0')
  })

  test('of embeddings need no output', () => {
    const embedded = { input_tokens: million, call_type: 'EMBEDDING' }
    const models = ['text-embedding-3-small', 'text-embedding-3-large', 'text-embedding-ada-002']
    expect(models.map(model => cost('openai', model, '2024-06-01', embedded))).toEqual([
      '0.02',
      '0.13',
      '0.1',
    ])
  })
})
