import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const call = (timestamp: string, more: object) => ({
  aiCall: { timestamp, provider: 'acme', model: 'small', inputTokens: 10, outputTokens: 5, ...more },
})
const march = { from: '2024-03-01T00:00:00Z', to: '2024-03-03T00:00:00Z' }

describe('aiStats', () => {
  test('counts calls, errors, tokens, cost and time, together and in each bucket', async () => {
    await eventsHappened(app, 'calls', [
      call('2024-03-01T10:00:00Z', { costUsd: '0.1000000001', durationMs: 100, timeToFirstTokenMs: 10 }),
      call('2024-03-01T11:00:00Z', { costUsd: '0.2', durationMs: 300, cachedTokens: 4 }),
      call('2024-03-01T12:00:00Z', { success: false, durationMs: 200, outputTokens: null }),
      call('2024-03-01T13:00:00Z', { callType: 'EMBEDDING', model: 'vectors', outputTokens: null }),
      call('2024-03-03T00:00:00Z', { costUsd: '1000' }),
      {
        message: { timestamp: '2024-03-01T10:00:00Z', conversationId: 'c', role: 'USER', inputTokens: 1_000 },
      },
      { event: { timestamp: '2024-03-01T10:00:00Z', name: 'ai_call', userId: 'ann' } },
    ])
    const { aiStats } = await story(app, 'calls').answer<{ aiStats: object }>(
      `query ($range: DateRangeInput!) { aiStats(range: $range) {
        calls completions embeddings errors errorRate tokens inputTokens cachedTokens outputTokens costUsd unpricedCalls
        timedCalls averageResponseTimeMs p50Ms p90Ms averageTimeToFirstTokenMs outputTokensPerSecond
        previous { calls } changes { field }
        buckets { start end isComplete calls errorRate costUsd p50Ms }
        meta { sampleSize warnings isComplete }
      } }`,
      { range: march },
    )
    expect(aiStats).toEqual({
      calls: 4,
      completions: 3,
      embeddings: 1,
      errors: 1,
      errorRate: 0.25,
      tokens: 50,
      inputTokens: 36,
      cachedTokens: 4,
      outputTokens: 10,
      costUsd: '0.3000000001',
      unpricedCalls: 2,
      timedCalls: 3,
      averageResponseTimeMs: 200,
      p50Ms: 200,
      p90Ms: 280,
      averageTimeToFirstTokenMs: 10,
      // 10 tokens in 400 ms: the third call gives no output tokens, the fourth no time.
      outputTokensPerSecond: 25,
      previous: null,
      changes: [],
      buckets: [
        {
          start: '2024-03-01T00:00:00.000Z',
          end: '2024-03-02T00:00:00.000Z',
          isComplete: true,
          calls: 4,
          errorRate: 0.25,
          costUsd: '0.3000000001',
          p50Ms: 200,
        },
        {
          start: '2024-03-02T00:00:00.000Z',
          end: '2024-03-03T00:00:00.000Z',
          isComplete: true,
          calls: 0,
          errorRate: null,
          costUsd: '0',
          p50Ms: null,
        },
      ],
      meta: {
        sampleSize: 4,
        warnings: ['2 uses of a model have no price: the cost leaves them out. See unpricedModels.'],
        isComplete: true,
      },
    })
  })

  test('shows the tokens of single calls, cached ones included', async () => {
    await eventsHappened(app, 'tokens', [
      call('2024-03-01T10:00:00Z', { inputTokens: 100, cachedTokens: 40, outputTokens: 1 }),
      call('2024-03-01T10:00:01Z', { inputTokens: 200, outputTokens: 3 }),
      call('2024-03-01T10:00:02Z', { inputTokens: null, cachedTokens: 300, outputTokens: null }),
      call('2024-03-01T10:00:03Z', { inputTokens: null, outputTokens: null }),
      { message: { timestamp: '2024-03-01T10:00:00Z', conversationId: 'c', role: 'USER', inputTokens: 9 } },
    ])
    const { aiStats } = await story(app, 'tokens').answer<{ aiStats: object }>(
      `query ($range: DateRangeInput!) { aiStats(range: $range) {
        p50InputTokens p95InputTokens p99InputTokens p50OutputTokens p95OutputTokens p99OutputTokens
        buckets { p95InputTokens p50OutputTokens }
      } }`,
      { range: march },
    )
    // For 100, 200 and 300 the 95 % quantile is at position 1 + 0.95 × 2 = 2.9; the fourth call gives no tokens.
    expect(aiStats).toEqual({
      p50InputTokens: 200,
      p95InputTokens: 290,
      p99InputTokens: 298,
      p50OutputTokens: 2,
      p95OutputTokens: expect.closeTo(2.9, 9),
      p99OutputTokens: expect.closeTo(2.98, 9),
      buckets: [
        { p95InputTokens: 290, p50OutputTokens: 2 },
        { p95InputTokens: null, p50OutputTokens: null },
      ],
    })
  })

  test('compares with the previous period, the previous year, or any range', async () => {
    await eventsHappened(app, 'compared', [
      call('2024-02-28T10:00:00Z', { costUsd: '0.5' }),
      call('2024-02-29T10:00:00Z', { costUsd: '0.5', success: false }),
      call('2024-03-01T10:00:00Z', { costUsd: '0.25' }),
      call('2024-03-02T10:00:00Z', { costUsd: '0.25' }),
      call('2024-03-02T11:00:00Z', { costUsd: '0.25' }),
      call('2023-03-02T11:00:00Z', { costUsd: '7' }),
    ])
    const { answer } = story(app, 'compared')
    const compared = async (compare: object) =>
      (
        await answer<{ aiStats: object }>(
          `query ($range: DateRangeInput!, $compare: CompareInput!) { aiStats(range: $range, compare: $compare) {
            calls costUsd errorRate previous { costUsd } changes { field changeRate changePoints isUpGood }
            previousBuckets { start calls }
          } }`,
          { range: march, compare },
        )
      ).aiStats
    expect(await compared({ period: 'PREVIOUS_PERIOD' })).toEqual({
      calls: 3,
      costUsd: '0.75',
      errorRate: 0,
      previous: { costUsd: '1' },
      changes: [
        { field: 'calls', changeRate: 0.5, changePoints: null, isUpGood: null },
        { field: 'errorRate', changeRate: -1, changePoints: -50, isUpGood: false },
        { field: 'costUsd', changeRate: -0.25, changePoints: null, isUpGood: false },
      ],
      previousBuckets: [
        { start: '2024-02-28T00:00:00.000Z', calls: 1 },
        { start: '2024-02-29T00:00:00.000Z', calls: 1 },
      ],
    })
    expect(await compared({ period: 'PREVIOUS_YEAR' })).toMatchObject({
      previous: { costUsd: '7' },
      changes: [{ field: 'calls', changeRate: 2 }, { changeRate: null }, { changeRate: (0.75 - 7) / 7 }],
    })
    const range = { from: '2024-01-01T00:00:00Z', to: '2024-01-02T00:00:00Z' }
    expect(await compared({ range })).toMatchObject({
      previous: { costUsd: '0' },
      changes: [{ changeRate: null }, { changeRate: null, changePoints: null }, { changeRate: null }],
    })
  })

  test.each([
    ['nothing', {}],
    ['two things', { period: 'PREVIOUS_PERIOD', range: march }],
  ])('refuses to compare with %s', async (_, compare) => {
    const refusal = await story(app, 'refused').refusal(
      `query ($compare: CompareInput!) { aiStats(compare: $compare) { calls } }`,
      { compare },
    )
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT' })
  })
})
