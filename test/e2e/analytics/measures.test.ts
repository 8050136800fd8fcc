import { afterAll, beforeAll, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const call = (timestamp: string, more: object) => ({
  aiCall: { timestamp, provider: 'acme', model: 'small', userId: 'ann', ...more },
})
const range = { from: '2024-03-01T00:00:00Z', to: '2024-03-02T00:00:00Z' }

const byFragment = `
  query ($range: DateRangeInput!) {
    aiStats(range: $range, compare: { period: PREVIOUS_PERIOD }) {
      ...calls previous { ...calls } buckets { ...bucket ...calls } previousBuckets { ...bucket ...calls } changes { field }
    }
    aiModels(range: $range) { models { model ...calls } }
    aiUsage(range: $range) { groups { group ...calls } }
  }
  fragment calls on AiMeasures { calls errors averageResponseTimeMs }
  fragment bucket on Bucket { start }`

test('one fragment on the interface of AI calls serves totals, buckets, models and users', async () => {
  await eventsHappened(app, 'fragments', [
    call('2024-03-01T10:00:00Z', { durationMs: 100 }),
    call('2024-03-01T11:00:00Z', { durationMs: 300, success: false }),
    call('2024-02-29T11:00:00Z', { durationMs: 50 }),
  ])
  const now = { calls: 2, errors: 1, averageResponseTimeMs: 200 }
  const before = { calls: 1, errors: 0, averageResponseTimeMs: 50 }
  expect(await story(app, 'fragments').answer(byFragment, { range })).toEqual({
    aiStats: {
      ...now,
      previous: before,
      buckets: [{ start: '2024-03-01T00:00:00.000Z', ...now }],
      previousBuckets: [{ start: '2024-02-29T00:00:00.000Z', ...before }],
      changes: [{ field: 'calls' }, { field: 'errors' }, { field: 'averageResponseTimeMs' }],
    },
    aiModels: { models: [{ model: 'small', ...now }] },
    aiUsage: { groups: [{ group: 'ann', ...now }] },
  })
})

test('one fragment serves AI calls, API calls and messages', async () => {
  const timestamp = '2024-03-01T10:00:00Z'
  await eventsHappened(app, 'speeds', [
    call(timestamp, { durationMs: 100, inputTokens: 5, costUsd: '1' }),
    { apiCall: { timestamp, endpoint: '/', method: 'GET', statusCode: 503, durationMs: 20 } },
    { message: { timestamp, conversationId: 'c', role: 'ASSISTANT', responseTimeMs: 300, outputTokens: 7 } },
  ])
  expect(
    await story(app, 'speeds').answer(
      `query ($range: DateRangeInput!) {
        aiStats(range: $range) { ...calls ...speed ...tokens }
        apiUsage(range: $range) { ...calls ...speed endpoints { ...calls ...speed } }
        messageStats(range: $range) { ...speed ...tokens buckets { ...speed } }
      }
      fragment calls on CallMeasures { calls errors }
      fragment speed on ResponseTimeMeasures { averageResponseTimeMs p95Ms }
      fragment tokens on TokenMeasures { tokens }`,
      { range },
    ),
  ).toEqual({
    aiStats: { calls: 1, errors: 0, averageResponseTimeMs: 100, p95Ms: 100, tokens: 5 },
    apiUsage: {
      calls: 1,
      errors: 1,
      averageResponseTimeMs: 20,
      p95Ms: 20,
      endpoints: [{ calls: 1, errors: 1, averageResponseTimeMs: 20, p95Ms: 20 }],
    },
    messageStats: {
      averageResponseTimeMs: 300,
      p95Ms: 300,
      tokens: 7,
      buckets: [{ averageResponseTimeMs: 300, p95Ms: 300 }],
    },
  })
})

test('one fragment on the numbers of activity serves users, days and the platform', async () => {
  await eventsHappened(app, 'activity', [
    call('2024-03-01T10:00:00Z', { inputTokens: 7, outputTokens: 1, costUsd: '0.5' }),
    {
      message: {
        timestamp: '2024-03-01T11:00:00Z',
        conversationId: 'c',
        role: 'USER',
        userId: 'ann',
        inputTokens: 2,
      },
    },
  ])
  const activity = { events: 2, messages: 1, conversations: 1, tokens: 10 }
  expect(
    await story(app, 'activity').answer(
      `query ($range: DateRangeInput!) {
        stats(range: $range) { ...activity buckets { ...activity } }
        dailyStats(range: $range) { ...activity }
        topUsers(range: $range) { users { ...activity } }
        user(id: "ann") { analytics(range: $range) { ...activity } }
      }
      fragment activity on ActivityMeasures { events messages conversations tokens }`,
      { range },
    ),
  ).toEqual({
    stats: { ...activity, buckets: [activity] },
    dailyStats: [activity],
    topUsers: { users: [activity] },
    user: { analytics: activity },
  })
})

test('calls and messages have a histogram of their response times', async () => {
  const at = '2024-03-01T10:00:00Z'
  await eventsHappened(app, 'response times', [
    call(at, { durationMs: 99.9 }),
    call(at, { durationMs: 100, success: false }),
    call(at, {}),
    { apiCall: { timestamp: at, endpoint: '/', method: 'GET', statusCode: 500, durationMs: 70_000 } },
    { apiCall: { timestamp: at, endpoint: '/', method: 'POST', statusCode: 200, durationMs: 0 } },
    { message: { timestamp: at, conversationId: 'c', role: 'ASSISTANT', responseTimeMs: 250 } },
    {
      message: {
        timestamp: '2024-03-02T00:00:00Z',
        conversationId: 'c',
        role: 'ASSISTANT',
        responseTimeMs: 9,
      },
    },
  ])
  const bars = 'responseTimeHistogram(edges: [100, 250]) { count }'
  expect(
    await story(app, 'response times').answer(
      `query ($range: DateRangeInput!) {
        aiStats(range: $range) { ${bars} usual: responseTimeHistogram { fromMs } }
        messageStats(range: $range) { ${bars} }
        apiUsage(range: $range) { ${bars} }
        gets: apiUsage(range: $range, method: "GET") { ${bars} }
        performance(range: $range) { ai { ${bars} } api { ${bars} } }
        filtered: aiStats(range: $range, filter: { dimension: SUCCESS, values: ["true"] }) { ${bars} }
      }`,
      { range },
    ),
  ).toEqual({
    aiStats: {
      responseTimeHistogram: [{ count: 1 }, { count: 1 }, { count: 0 }],
      usual: [0, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000].map(fromMs => ({ fromMs })),
    },
    messageStats: { responseTimeHistogram: [{ count: 0 }, { count: 0 }, { count: 1 }] },
    apiUsage: { responseTimeHistogram: [{ count: 1 }, { count: 0 }, { count: 1 }] },
    gets: { responseTimeHistogram: [{ count: 0 }, { count: 0 }, { count: 1 }] },
    performance: {
      ai: { responseTimeHistogram: [{ count: 1 }, { count: 1 }, { count: 0 }] },
      api: { responseTimeHistogram: [{ count: 1 }, { count: 0 }, { count: 1 }] },
    },
    filtered: { responseTimeHistogram: [{ count: 1 }, { count: 0 }, { count: 0 }] },
  })
})
