import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import { CreateModelPriceDocument } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const call = (fields: object) => ({
  aiCall: {
    ...{ provider: 'acme', model: 'big', botId: 'one', timestamp: '2024-03-01T12:00:00Z', success: true },
    ...fields,
  },
})

async function shopWith(name: string, events: object[]): Promise<Story> {
  const shop = story(app, name)
  for (const [model, usage, usdPerMillion] of [
    ['big', 'INPUT', '10'],
    ['big', 'CACHED_INPUT', '1'],
    ['big', 'OUTPUT', '100'],
    ['small', 'INPUT', '1'],
    ['small', 'OUTPUT', '4'],
    ['vector', 'INPUT', '0.01'],
  ]) {
    const input = { provider: 'acme', model, usage, usdPerMillion, validFrom: '2024-01-01T00:00:00Z' }
    const { createModelPrice } = await shop.answer(CreateModelPriceDocument, { input } as never)
    expect(createModelPrice.userErrors).toEqual([])
  }
  await eventsHappened(app, name, events)
  return shop
}

const question = (args = '') => `{
  costAdvice(range: { dates: { from: "2024-03-01", to: "2024-03-02" } } ${args}) {
    totalCount costUsd
    advice {
      kind savingUsd noSavingReason assumption provider model botId calls costUsd toProvider toModel simulatedCostUsd
      medianOutputTokens tokens cachedRate conversations p99CostUsd
    }
  }
}`

interface Answer {
  totalCount: number
  costUsd: string
  advice: Record<string, unknown>[]
}

/** The advice without the numbers that are null. */
async function adviceOf({ answer }: Story, args = ''): Promise<Answer> {
  const { costAdvice } = await answer<{ costAdvice: Answer }>(question(args))
  const advice = costAdvice.advice.map(one =>
    Object.fromEntries(Object.entries(one).filter(([, value]) => value !== null)),
  )
  return { ...costAdvice, advice }
}

describe('advice', () => {
  test('for calls with the shorter half of answers is the cheapest model that answers', async () => {
    const shop = await shopWith('short', [
      // The median of 10, 20, 30 and 1,000 is 25: the calls with 10 and 20 cost 0.021 + 0.022 dollars.
      call({ inputTokens: 2_000, outputTokens: 10 }),
      call({ inputTokens: 2_000, outputTokens: 20 }),
      call({ inputTokens: 2_000, outputTokens: 30 }),
      call({ inputTokens: 2_000, outputTokens: 1_000 }),
      call({ model: 'small', botId: 'two', inputTokens: 1_000, outputTokens: 10 }),
      call({ model: 'vector', botId: 'two', callType: 'EMBEDDING', inputTokens: 1_000, outputTokens: 0 }),
    ])
    const { advice, totalCount } = await adviceOf(shop)
    expect(totalCount).toBe(1)
    // With the small one 0.002 × 2 for the prompts and 0.00004 + 0.00008 for the answers.
    expect(advice).toEqual([
      {
        ...{ kind: 'CHEAPER_MODEL', provider: 'acme', model: 'big', botId: 'one', calls: 2 },
        ...{ toProvider: 'acme', toModel: 'small', medianOutputTokens: 25 },
        ...{ costUsd: '0.043', simulatedCostUsd: '0.00412', savingUsd: '0.03888' },
        assumption: 'SHORT_ANSWERS_ELSEWHERE',
      },
    ])
  })

  test('for long prompts is a cache that holds half of them', async () => {
    const shop = await shopWith('long', [
      call({ inputTokens: 10_000, cachedTokens: 2_000, outputTokens: 0 }),
      call({ inputTokens: 6_000, cachedTokens: 0, outputTokens: 0 }),
      // Too short for the cache of some models.
      call({ inputTokens: 4_095, outputTokens: 0 }),
      // The small model has no price for cached tokens, and this one of bot two caches enough.
      call({ model: 'small', inputTokens: 10_000, outputTokens: 0 }),
      call({ botId: 'two', inputTokens: 10_000, cachedTokens: 5_000, outputTokens: 0 }),
    ])
    const { advice } = await adviceOf(shop, 'filter: { dimension: MODEL, values: ["big"] }')
    // 3,000 + 3,000 further tokens cost 9 dollars a million less. They cost 0.08 + 0.002 + 0.06 before.
    expect(advice).toEqual([
      {
        ...{ kind: 'LOW_CACHED_SHARE', provider: 'acme', model: 'big', botId: 'one', calls: 2 },
        ...{ tokens: 16_000, cachedRate: 0.125, costUsd: '0.142', savingUsd: '0.054' },
        assumption: 'HALF_CACHED',
      },
    ])
  })

  test('names what failed calls cost, and models without a price first of all', async () => {
    const shop = await shopWith('failed', [
      call({ success: false, inputTokens: 1_000, outputTokens: 0 }),
      call({ success: false, inputTokens: 3_000, outputTokens: 0 }),
      call({ success: false, costUsd: '0' }),
      call({ inputTokens: 1_000, outputTokens: 0 }),
      call({ model: 'new', botId: 'two', inputTokens: 70, cachedTokens: 20, outputTokens: 30 }),
      call({ model: 'new', inputTokens: 1, outputTokens: 1 }),
      // Its tokens are unknown: a price would not help.
      call({ model: 'newer' }),
    ])
    const unpriced = {
      ...{ kind: 'UNPRICED_MODEL', provider: 'acme', model: 'new', calls: 2, tokens: 102 },
      noSavingReason: 'UNKNOWN_COST',
    }
    const failing = {
      ...{ kind: 'FAILING_CALLS', provider: 'acme', model: 'big', botId: 'one', calls: 2 },
      ...{ costUsd: '0.04', savingUsd: '0.04', assumption: 'NO_FAILURES' },
    }
    expect(await adviceOf(shop)).toEqual({ totalCount: 2, costUsd: '0.05', advice: [unpriced, failing] })
    expect(await adviceOf(shop, 'first: 1')).toMatchObject({ totalCount: 2, advice: [unpriced] })
    expect((await adviceOf(shop, 'filter: { dimension: BOT, values: ["two"] }')).advice).toEqual([
      { ...unpriced, calls: 1, tokens: 100 },
    ])
  })

  test('names the conversations above the 99th percentile of cost', async () => {
    const conversations = (count: number) =>
      Array.from({ length: count }, (_, i) =>
        call({ conversationId: `c${i}`, costUsd: i < 2 ? `${i + 5}` : '0.01' }),
      )
    // Of 200 conversations, the 198th costs 0.01, and the last two 5 and 6 dollars.
    const shop = await shopWith('conversations', conversations(200))
    expect((await adviceOf(shop)).advice).toEqual([
      {
        ...{ kind: 'EXPENSIVE_CONVERSATIONS', conversations: 2, p99CostUsd: '0.01', costUsd: '11' },
        ...{ savingUsd: '10.98', assumption: 'CAPPED_CONVERSATIONS' },
      },
    ])
    expect((await adviceOf(await shopWith('few', conversations(99)))).advice).toEqual([])
  })

  test('is none about nothing', async () => {
    expect(await adviceOf(story(app, 'empty'))).toEqual({ totalCount: 0, costUsd: '0', advice: [] })
  })
})

test.each([
  ['no advice', 'first: 0', 'INVALID_FIRST'],
  ['too much advice', 'first: 1001', 'INVALID_FIRST'],
  ['a zone that does not exist', 'timeZone: "Mars"', 'INVALID_TIME_ZONE'],
  ['a filter of two forms', 'filter: { and: [], dimension: BOT, values: ["a"] }', 'INVALID_FILTER'],
  ['a segment that does not exist', 'segmentId: "999"', undefined],
])('a question for %s is refused', async (_, args, reason) => {
  const refusal = await story(app, 'refused').refusal(question(args))
  expect(refusal.code).toMatch(/BAD_USER_INPUT|NOT_FOUND/)
  if (reason) expect(refusal.reason).toBe(reason)
})
