import { afterAll, beforeAll, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import { UnpricedModelsDocument, type UnpricedModelsQueryVariables } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const day = (date: number, time = '12:00:00') => `2024-03-${String(date).padStart(2, '0')}T${time}.000Z`
const march = { from: day(1, '00:00:00'), to: '2024-04-01T00:00:00Z' }

const unpriced = async (
  project: string,
  variables: UnpricedModelsQueryVariables = { range: { between: march } },
) => (await story(app, project).answer(UnpricedModelsDocument, variables)).unpricedModels

const call = (date: number, more: object) => ({ aiCall: { timestamp: day(date), provider: 'acme', ...more } })

test('unpriced models are those with unknown costs, most calls first, each with its usage', async () => {
  await eventsHappened(app, 'unpriced', [
    call(3, { model: 'ours', inputTokens: 10, outputTokens: 5 }),
    call(2, { model: 'ours', inputTokens: 100, cachedTokens: 40 }),
    call(9, { model: 'ours' }),
    call(5, { model: 'ours', callType: 'EMBEDDING', inputTokens: 7 }),
    call(5, { model: 'ours', callType: 'EMBEDDING', inputTokens: 8 }),
    {
      message: { conversationId: 'c', role: 'ASSISTANT', timestamp: day(4), model: 'ours', outputTokens: 1 },
    },
    // These have a cost, or no model, or lie outside the range.
    call(5, { model: 'ours', costUsd: '1' }),
    call(5, { provider: 'openai', model: 'gpt-4', inputTokens: 1, outputTokens: 1 }),
    // Its cost is at least that of the input.
    call(5, { provider: 'openai', model: 'gpt-4', inputTokens: 1 }),
    call(5, {}),
    { aiCall: { timestamp: march.to, provider: 'acme', model: 'ours' } },
    { event: { name: 'ai_call', timestamp: day(5) } },
  ])
  expect(await unpriced('unpriced')).toEqual({
    hasMore: false,
    models: [
      {
        provider: 'acme',
        model: 'ours',
        callType: 'COMPLETION',
        serviceTier: null,
        calls: 3,
        callsWithoutUsage: 1,
        // 15 + 100 + 0: cached tokens are part of the 100.
        tokens: 115,
        firstSeenAt: day(2),
        lastSeenAt: day(9),
      },
      {
        provider: 'acme',
        model: 'ours',
        callType: 'EMBEDDING',
        serviceTier: null,
        calls: 2,
        callsWithoutUsage: 0,
        tokens: 15,
        firstSeenAt: day(5),
        lastSeenAt: day(5),
      },
      {
        provider: null,
        model: 'ours',
        callType: null,
        serviceTier: null,
        calls: 1,
        callsWithoutUsage: 0,
        tokens: 1,
        firstSeenAt: day(4),
        lastSeenAt: day(4),
      },
    ],
  })
})

test('unpriced models are told apart by service tier, since a model may have no price for one', async () => {
  const used = { provider: 'openai', model: 'gpt-4', inputTokens: 1, outputTokens: 1 }
  await eventsHappened(app, 'tiers', [
    call(5, used),
    call(5, { ...used, serviceTier: 'BATCH' }),
    call(5, { ...used, serviceTier: 'PRIORITY' }),
    call(5, { provider: 'openai', model: 'gpt-4' }),
  ])
  expect((await unpriced('tiers')).models).toMatchObject([
    { model: 'gpt-4', serviceTier: null, calls: 1, callsWithoutUsage: 1 },
    { model: 'gpt-4', serviceTier: 'PRIORITY', calls: 1, callsWithoutUsage: 0 },
  ])
})

test('unpriced models are at most 100, and the answer says whether there are more', async () => {
  const calls = (count: number) =>
    Array.from({ length: count }, (_, i) => call(1, { model: `m-${String(i).padStart(3, '0')}` }))
  await eventsHappened(app, 'a hundred', calls(100))
  expect(await unpriced('a hundred')).toMatchObject({ hasMore: false, models: { length: 100 } })
  await eventsHappened(app, 'more', [...calls(101), call(2, { model: 'm-100' })])
  const { hasMore, models } = await unpriced('more')
  expect(hasMore).toBe(true)
  expect(models.map(({ model }) => model).slice(0, 3)).toEqual(['m-100', 'm-000', 'm-001'])
  expect(models).toHaveLength(100)
})

test('unpriced models are those of the last 30 days by default, in the given zone for a preset', async () => {
  await eventsHappened(app, 'recent', [
    { aiCall: { provider: 'acme', model: 'today' } },
    call(1, { model: 'long ago' }),
  ])
  expect((await unpriced('recent', {})).models).toMatchObject([{ model: 'today' }])
  const { refusal } = story(app, 'recent')
  expect(
    await refusal(UnpricedModelsDocument, { range: { between: march }, timeZone: '+02:00' }),
  ).toMatchObject({
    reason: 'INVALID_TIME_ZONE',
  })
  expect(
    await refusal(UnpricedModelsDocument, { range: { dates: { from: '2024-01-02', to: '2024-01-01' } } }),
  ).toMatchObject({
    reason: 'INVALID_RANGE',
  })
})

test('unpriced models are those of the project', async () => {
  await eventsHappened(app, 'one', [call(1, { model: 'secret' })])
  expect(await unpriced('other')).toEqual({ hasMore: false, models: [] })
})

test('a filter leaves only the unpriced calls that pass', async () => {
  await eventsHappened(app, 'filtered', [
    call(3, { model: 'ours', callType: 'EMBEDDING', inputTokens: 10, botId: 'guide' }),
    call(4, { model: 'ours', callType: 'EMBEDDING', inputTokens: 5 }),
    call(4, { model: 'theirs', inputTokens: 5, botId: 'guide' }),
  ])
  const { answer, refusal } = story(app, 'filtered')
  const ask = `query ($range: DateRangeInput, $filter: FilterInput) {
    unpricedModels(range: $range, filter: $filter) { models { model calls tokens } } }`
  const ofBot = { dimension: 'BOT', values: ['guide'] }
  const ours = { dimension: 'MODEL', values: ['ours'] }
  expect(await answer(ask, { range: march, filter: { and: [ofBot, ours] } })).toEqual({
    unpricedModels: { models: [{ model: 'ours', calls: 1, tokens: 10 }] },
  })
  expect(await refusal(ask, { range: march, filter: { dimension: 'BOT' } })).toMatchObject({
    reason: 'INVALID_FILTER',
  })
})
