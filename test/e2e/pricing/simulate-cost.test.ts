import Big from 'big.js'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rounds, seed, within } from '../../support/rounds.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened, trackEvents } from '../../support/track-events.ts'
import { CreateModelPriceDocument } from '../operations/operations.ts'

let app: TestApp
let shop: Story
beforeAll(async () => {
  app = await startTestApp()
  shop = story(app, 'shop')
  await price(shop, 'big', 'INPUT', '10')
  await price(shop, 'big', 'CACHED_INPUT', '1')
  await price(shop, 'big', 'OUTPUT', '30')
  await price(shop, 'small', 'INPUT', '1', { validTo: '2024-03-02T00:00:00Z' })
  await price(shop, 'small', 'INPUT', '2', { validFrom: '2024-03-02T00:00:00Z' })
  await price(shop, 'small', 'OUTPUT', '3')
  await eventsHappened(app, 'shop', [
    // 10 + 0.5 + 3 dollars, and with the small model, which has no price for cached tokens, 1 + 0.5 + 0.3.
    call(1, {
      ...{ inputTokens: 1.5 * million, cachedTokens: 500_000 },
      ...{ outputTokens: 100_000, reasoningTokens: 40_000 },
    }),
    // 10 dollars, and 2 at the price from 2 March on.
    call(2, { inputTokens: million, outputTokens: 0 }),
    // 20 dollars as sent, and 1.
    call(1, { inputTokens: million, outputTokens: 0, costUsd: '20', botId: 'two' }),
    // Only the sender knows the cost; nobody knows it; the small model has no such price.
    call(1, { costUsd: '5' }),
    call(1, { inputTokens: million, outputTokens: 0, serviceTier: 'BATCH' }),
    call(1, { inputTokens: million, outputTokens: 0, serviceTier: 'BATCH', costUsd: '7' }),
    call(1, { inputTokens: million, audioInputTokens: 9, outputTokens: 0, costUsd: '1' }),
    // Another model, which stays.
    call(1, { model: 'other', costUsd: '100', inputTokens: 1 }),
  ])
})
afterAll(() => app.close())

const million = 1_000_000
const call = (day: number, fields: object) => ({
  aiCall: {
    ...{ provider: 'acme', model: 'big', botId: 'one', timestamp: `2024-03-0${day}T12:00:00Z` },
    ...fields,
  },
})

async function price(
  { answer }: Story,
  model: string,
  usage: string,
  usdPerMillion: string,
  more: object = {},
) {
  const input = { provider: 'acme', model, usage, usdPerMillion, validFrom: '2024-01-01T00:00:00Z', ...more }
  const { createModelPrice } = await answer(CreateModelPriceDocument, { input } as never)
  expect(createModelPrice.userErrors).toEqual([])
}

const swap = '[{ from: { model: "big" }, to: { provider: "acme", model: "small" } }]'
const inMarch = 'range: { dates: { from: "2024-03-01", to: "2024-03-31" } }'
const question = (map: string, args = inMarch) => `{
  simulateCost(map: ${map}, ${args}) {
    calls costUsd simulatedCostUsd savingUsd savingRate hasMore
    models { provider model toProvider toModel calls savingUsd }
    bots { botId calls costUsd simulatedCostUsd savingUsd }
    notSimulated { reason calls costUsd }
    assumptions { assumption calls }
  }
}`

interface Simulation {
  calls: number
  costUsd: string
  simulatedCostUsd: string
  notSimulated: { reason: string; calls: number }[]
}

const simulate = async (map: string, args = inMarch, { answer }: Story = shop): Promise<Simulation> =>
  (await answer<{ simulateCost: Simulation }>(question(map, args))).simulateCost

describe('the calls of a model with the prices of another', () => {
  test('cost what their own tokens cost at the price of their time; the rest is counted by its reason', async () => {
    expect(await simulate(swap)).toEqual({
      ...{ calls: 3, costUsd: '43.5', simulatedCostUsd: '4.8', savingUsd: '38.7' },
      ...{ savingRate: expect.closeTo(38.7 / 43.5, 12), hasMore: false },
      models: [
        { provider: 'acme', model: 'big', toProvider: 'acme', toModel: 'small', calls: 3, savingUsd: '38.7' },
      ],
      bots: [
        { botId: 'one', calls: 2, costUsd: '23.5', simulatedCostUsd: '3.8', savingUsd: '19.7' },
        { botId: 'two', calls: 1, costUsd: '20', simulatedCostUsd: '1', savingUsd: '19' },
      ],
      notSimulated: [
        { reason: 'NO_PRICE', calls: 2, costUsd: '8' },
        { reason: 'NO_TOKENS', calls: 1, costUsd: '5' },
        { reason: 'UNKNOWN_COST', calls: 1, costUsd: '0' },
      ],
      assumptions: [
        { assumption: 'SAME_TOKENS', calls: 3 },
        { assumption: 'SAME_CACHING', calls: 1 },
        { assumption: 'SAME_REASONING', calls: 1 },
        { assumption: 'SAME_PRICE_TERMS', calls: 1 },
      ],
    })
  })

  test('may be narrowed by a filter', async () => {
    const args = `${inMarch}, filter: { dimension: BOT, values: ["two"] }`
    expect(await simulate(swap, args)).toMatchObject({ calls: 1, costUsd: '20', simulatedCostUsd: '1' })
  })

  test('are those of the first model that fits, under any name of the provider, versions included', async () => {
    const map = `[
      { from: { model: "b*", provider: "other" }, to: { provider: "acme", model: "big" } },
      { from: { model: "b*", provider: "ACME" }, to: { provider: "acme", model: "small" } },
      { from: { model: "big" }, to: { provider: "acme", model: "big" } }
    ]`
    expect(await simulate(map)).toMatchObject({ calls: 3, simulatedCostUsd: '4.8' })
  })

  test('save nothing with their own prices, apart from what the sender paid otherwise', async () => {
    const same = '[{ from: { model: "big" }, to: { provider: "acme", model: "big" } }]'
    // Call three cost 20 dollars instead of 10.
    expect(await simulate(same)).toMatchObject({ costUsd: '43.5', simulatedCostUsd: '33.5' })
  })

  test('are none where no model fits, and not compared with one that has no price', async () => {
    const none = { calls: 0, costUsd: '0', simulatedCostUsd: '0', savingUsd: '0', savingRate: null }
    const from = (model: string) => `[{ from: { model: "${model}" }, to: { model: "nothing" } }]`
    expect(await simulate(from('nowhere'))).toMatchObject({ ...none, notSimulated: [] })
    expect(await simulate(from('big'))).toMatchObject({
      ...none,
      notSimulated: [
        { reason: 'NO_PRICE', calls: 5, costUsd: '51.5' },
        { reason: 'NO_TOKENS', calls: 1, costUsd: '5' },
        { reason: 'UNKNOWN_COST', calls: 1, costUsd: '0' },
      ],
    })
  })
})

test.each([
  ['no model', '[]', 'INVALID_MODELS'],
  ['21 models', `[${'{ from: { model: "a" }, to: { model: "b" } }'.repeat(21)}]`, 'INVALID_MODELS'],
  ['an empty name', '[{ from: { model: " " }, to: { model: "b" } }]', 'INVALID_MODELS'],
  ['a long name', `[{ from: { model: "a" }, to: { model: "${'b'.repeat(101)}" } }]`, 'INVALID_MODELS'],
  ['a text that cannot be stored', '[{ from: { model: "a" }, to: { model: "\\u0000" } }]', 'INVALID_MODELS'],
  ['a pattern in the middle', '[{ from: { model: "a*b" }, to: { model: "b" } }]', 'INVALID_PATTERN'],
  ['a pattern as the other model', '[{ from: { model: "a" }, to: { model: "b*" } }]', 'INVALID_PATTERN'],
])('a simulation with %s is refused', async (_, map, reason) => {
  expect(await shop.refusal(question(map))).toMatchObject({ code: 'BAD_USER_INPUT', reason })
})

/** Calls that differ in everything that a cost depends on. */
const randomCall = fc.record(
  {
    inputTokens: fc.constantFrom(0, 1, 900, 1_000, 1_001, 250_000),
    cachedTokens: fc.constantFrom(0, 3, 800),
    cacheWriteTokens: fc.constantFrom(0, 50),
    audioInputTokens: fc.constantFrom(0, 10, 2_000),
    outputTokens: fc.constantFrom(0, 7, 500),
    reasoningTokens: fc.constantFrom(0, 5, 900),
    audioOutputTokens: fc.constantFrom(0, 4),
    serviceTier: fc.constantFrom('BATCH', 'STANDARD'),
    cacheHit: fc.boolean(),
    callType: fc.constantFrom('COMPLETION', 'EMBEDDING'),
    botId: fc.constantFrom('one', 'two'),
    day: fc.constantFrom(1, 2, 3),
  },
  { requiredKeys: ['day'] },
)

const withModel =
  (model: string) =>
  ({ aiCall }: ReturnType<typeof call>) => ({ aiCall: { ...aiCall, model } })
const withCost = ({ aiCall }: ReturnType<typeof call>) => ({ aiCall: { ...aiCall, costUsd: '0.001' } })

test(
  'many calls cost with another model what they cost if they are sent with it',
  async () => {
    const [real, other] = [story(app, 'real'), story(app, 'other')]
    for (const each of [real, other]) {
      await price(each, 'cheap', 'INPUT', '0.123457', { validTo: '2024-03-02T00:00:00Z' })
      await price(each, 'cheap', 'INPUT', '0.2', { validFrom: '2024-03-02T12:00:00Z' })
      await price(each, 'cheap', 'INPUT', '0.7', {
        ...{ validFrom: '2024-03-02T12:00:00Z', abovePromptTokens: 1_000 },
      })
      await price(each, 'cheap', 'OUTPUT', '0.9')
      await price(each, 'cheap', 'CACHED_INPUT', '0.01')
      await price(each, 'cheap', 'AUDIO_INPUT', '3')
      await price(each, 'cheap', 'INPUT', '0.05', { serviceTier: 'BATCH' })
      await price(each, 'cheap', 'OUTPUT', '0.45', { serviceTier: 'BATCH', validTo: '2024-03-03T00:00:00Z' })
    }
    const drawn = fc.sample(randomCall, { numRuns: rounds(3_000, 600), seed })
    const calls: ReturnType<typeof call>[] = []
    for (let from = 0; from < drawn.length; from += 500) {
      const some = drawn.slice(from, from + 500).map(({ day, ...fields }) => call(day, fields))
      const { receipts } = await trackEvents(app, 'other', some.map(withModel('cheap')))
      // Ingest refuses parts of tokens that are larger than the whole.
      const accepted = some.filter((_, i) => receipts[i]!.status === 'ACCEPTED')
      await eventsHappened(app, 'real', accepted.map(withCost))
      calls.push(...accepted)
    }
    const map = '[{ from: { model: "big" }, to: { provider: "acme", model: "cheap" } }]'
    const { notSimulated, ...simulated } = await simulate(map, inMarch, real)
    const left = notSimulated.reduce((sum, { calls }) => sum + calls, 0)
    const { aiStats } = await other.answer<{
      aiStats: { calls: number; costUsd: string; unpricedCalls: number }
    }>(`{ aiStats(${inMarch}) { calls costUsd unpricedCalls } }`)
    const unknown = await other.answer<{ stats: { aiCalls: number } }>(
      `{ stats(${inMarch}, filter: { dimension: COST_SOURCE, values: ["UNKNOWN"] }) { aiCalls } }`,
    )
    expect(simulated.simulatedCostUsd).toBe(Big(aiStats.costUsd).toFixed())
    expect(left).toBe(unknown.stats.aiCalls)
    expect(simulated.calls).toBe(calls.length - left)
    expect(Math.min(left, simulated.calls)).toBeGreaterThan(50)
  },
  within(120_000),
)
