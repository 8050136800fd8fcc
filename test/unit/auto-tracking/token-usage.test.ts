import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type TokenUsage, usageFields } from '../../../packages/sdk/src/model-calls/token-usage.ts'
import { type ModelUsageInput, modelUsage } from '../../../src/ingest/kinds/model-usage.ts'
import { rounds } from '../../support/rounds.ts'

const count = fc.option(fc.oneof(fc.nat(1_000), fc.constantFrom(-1, 0.5, Number.NaN)), { nil: undefined })

const usages: fc.Arbitrary<TokenUsage> = fc.record({
  input: count,
  cached: count,
  cacheWrite: count,
  audioInput: count,
  output: count,
  reasoning: count,
  audioOutput: count,
  total: count,
  inputIncludesCached: fc.option(fc.boolean(), { nil: undefined }),
})

test('the server takes whatever a provider reports, so that no call is lost by its tokens', () => {
  fc.assert(
    fc.property(usages, usage => {
      expect(() => modelUsage(usageFields(usage) as ModelUsageInput)).not.toThrow()
    }),
    { numRuns: rounds(2_000) },
  )
})

test('parts stay within their wholes, however the provider counts', () => {
  expect(usageFields({ input: 10, cached: 90, output: 5, reasoning: 100 })).toEqual({
    inputTokens: 10,
    cachedTokens: 90,
    inputIncludesCached: false,
    outputTokens: 105,
    reasoningTokens: 100,
  })
  expect(usageFields({ input: 10, audioInput: 20, output: 10, reasoning: 6, audioOutput: 6 })).toEqual({
    inputTokens: 10,
    outputTokens: 10,
    reasoningTokens: 6,
  })
})
