import { afterAll, beforeAll, expect, test } from 'vitest'
import { second } from '../../support/moments.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await eventsHappened(app, 'costs', [
    ...[1, 2].map(at => call(at, 'ann', { model: 'of our own', inputTokens: 5, outputTokens: 5 })),
    call(3, 'ann', { inputTokens: 100, outputTokens: 10 }),
    call(4, 'bob', {}),
    call(5, 'bob', { inputTokens: 1_000 }),
    answer(6, 'ann', { inputTokens: 1_000, outputTokens: 100 }),
    answer(7, 'ann', {}),
    answer(8, 'bob', { outputTokens: 100 }),
    call(9, 'cem', { costUsd: '7' }),
  ])
})
afterAll(() => app.close())

const used = (at: number, userId: string) => ({
  timestamp: second(at),
  userId,
  provider: 'openai',
  model: 'gpt-4',
})
const call = (at: number, userId: string, more: object) => ({ aiCall: { ...used(at, userId), ...more } })
const answer = (at: number, userId: string, more: object) => ({
  message: { ...used(at, userId), conversationId: `of ${userId}`, role: 'ASSISTANT', ...more },
})

const range = `range: { from: "${second(0)}", to: "${second(60)}" }`
const ask = (text: string) => story(app, 'costs').answer<Record<string, object>>(`{ ${text} }`)

const noPrice = (uses: number) =>
  `${uses} uses of a model have no price: the cost leaves them out. See unpricedModels.`
const noUsage = (uses: number) => `${uses} uses of a model report no tokens: the cost leaves them out.`
const lowerBound = (uses: number) =>
  `${uses} uses of a model report only a part of their tokens: their cost is a lower bound.`

// Prices of gpt-4: 30 and 60. The calls cost 100 × 30 + 10 × 60, 1,000 × 30 and 7 dollars, the messages
// 1,000 × 30 + 100 × 60 and 100 × 60 millionths.
test('model calls and messages count their uses of unknown cost, and say why', async () => {
  const { aiStats, messageStats } = await ask(
    `aiStats(${range}) { costUsd unpricedCalls lowerBoundCalls callsWithoutUsage meta { warnings } }
     messageStats(${range}) { costUsd unpricedCalls lowerBoundCalls callsWithoutUsage meta { warnings } }`,
  )
  expect(aiStats).toEqual({
    costUsd: '7.0336',
    unpricedCalls: 4,
    lowerBoundCalls: 1,
    callsWithoutUsage: 1,
    meta: { warnings: [noPrice(2), noUsage(1), lowerBound(1)] },
  })
  expect(messageStats).toEqual({
    costUsd: '0.042',
    unpricedCalls: 2,
    lowerBoundCalls: 1,
    callsWithoutUsage: 1,
    meta: { warnings: [noUsage(1), lowerBound(1)] },
  })
})

test('every sum of costs has a number of unknown costs beside it, and a warning', async () => {
  const warned = 'unpricedCalls meta { warnings }'
  const { summary, stats, conversationAnalytics, conversations, user } = await ask(
    `summary(${range}) { totalCostUsd ${warned} }
     stats(${range}) { costUsd ${warned} buckets { costUsd unpricedCalls } }
     conversationAnalytics(${range}) { summary { costUsd unpricedCalls } timeline { unpricedCalls } meta { warnings } }
     conversations(first: 2) { nodes { conversationId costUsd unpricedCalls } }
     user(id: "bob") { analytics(${range}) { costUsd ${warned} } }`,
  )
  const meta = { warnings: [noPrice(2), noUsage(2), lowerBound(2)] }
  expect(summary).toEqual({ totalCostUsd: '7.0756', unpricedCalls: 6, meta })
  expect(stats).toEqual({
    costUsd: '7.0756',
    unpricedCalls: 6,
    meta,
    buckets: [{ costUsd: '7.0756', unpricedCalls: 6 }],
  })
  expect(conversationAnalytics).toEqual({
    summary: { costUsd: '0.042', unpricedCalls: 2 },
    timeline: [{ unpricedCalls: 2 }],
    meta: { warnings: [noUsage(1), lowerBound(1)] },
  })
  expect(conversations).toEqual({
    nodes: [
      { conversationId: 'of bob', costUsd: '0.006', unpricedCalls: 1 },
      { conversationId: 'of ann', costUsd: '0.036', unpricedCalls: 1 },
    ],
  })
  expect(user).toEqual({
    analytics: { costUsd: '0.036', unpricedCalls: 3, meta: { warnings: [noUsage(1), lowerBound(2)] } },
  })
})

test('a ranking by cost warns as the summary does, of users beyond the first ones too', async () => {
  const { topUsers } = await ask(
    `topUsers(${range}, by: COST, first: 1) { users { user { userId } costUsd unpricedCalls } meta { warnings } }`,
  )
  expect(topUsers).toEqual({
    users: [{ user: { userId: 'cem' }, costUsd: '7', unpricedCalls: 0 }],
    meta: { warnings: [noPrice(2), noUsage(2), lowerBound(2)] },
  })
  const { byEvents } = await ask(
    `byEvents: topUsers(${range}, by: ACTIVITY) { users { events } meta { warnings } }`,
  )
  expect(byEvents).toMatchObject({ meta: { warnings: [] } })
})

test('a breakdown warns when it shows costs, after saying which groups it shows', async () => {
  const { aiModels, aiUsage, callsOnly } = await ask(
    `aiModels(${range}, first: 1) { models { model costUsd unpricedCalls } meta { warnings caveats { code message field } } }
     aiUsage(${range}, by: MODEL) { groups { group costUsd } meta { warnings } }
     callsOnly: aiModels(${range}) { models { calls } meta { warnings } }`,
  )
  const warnings = [noPrice(2), noUsage(1), lowerBound(1)]
  expect(aiModels).toEqual({
    models: [{ model: 'gpt-4', costUsd: '7.0336', unpricedCalls: 2 }],
    meta: {
      warnings: ['The largest 1 of 2 groups are shown.', ...warnings],
      caveats: [
        { code: 'NOT_ALL_SHOWN', message: 'The largest 1 of 2 groups are shown.', field: 'first' },
        { code: 'CALLS_WITHOUT_PRICE', message: warnings[0], field: null },
        { code: 'CALLS_WITHOUT_USAGE', message: warnings[1], field: null },
        { code: 'CALLS_WITH_PARTIAL_USAGE', message: warnings[2], field: null },
      ],
    },
  })
  expect(aiUsage).toMatchObject({ meta: { warnings } })
  expect(callsOnly).toMatchObject({ meta: { warnings: [] } })
})

test('uses can be filtered by the source of their cost and by service tier', async () => {
  const { lower, tier } = await ask(
    `lower: aiStats(${range}, filter: { dimension: COST_SOURCE, values: ["LOWER_BOUND"] }) { calls costUsd }
     tier: aiStats(${range}, filter: { dimension: SERVICE_TIER, values: ["BATCH"] }) { calls }`,
  )
  expect(lower).toEqual({ calls: 1, costUsd: '0.03' })
  expect(tier).toEqual({ calls: 0 })
})
