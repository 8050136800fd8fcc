import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { daysAgo } from '../../support/midday-zone.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

const apiCall = (
  timestamp: string,
  endpoint: string,
  method: string,
  statusCode: number,
  durationMs?: number,
) => ({
  apiCall: { timestamp, endpoint, method, statusCode, durationMs },
})
const aiCall = (timestamp: string, model: string, more: object) => ({
  aiCall: { timestamp, provider: 'acme', model, ...more },
})

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await eventsHappened(app, 'march', [
    apiCall('2024-03-01T10:00:00Z', '/a', 'GET', 200, 10),
    apiCall('2024-03-01T11:00:00Z', '/a', 'GET', 200, 20),
    apiCall('2024-03-01T12:00:00Z', '/a', 'GET', 500, 40),
    apiCall('2024-03-01T13:00:00Z', '/a', 'POST', 404),
    apiCall('2024-03-02T10:00:00Z', '/b', 'GET', 200, 30),
    aiCall('2024-03-01T10:00:00Z', 'small', { durationMs: 100, timeToFirstTokenMs: 10, outputTokens: 50 }),
    aiCall('2024-03-02T10:00:00Z', 'small', { durationMs: 300, timeToFirstTokenMs: 30, outputTokens: 50 }),
    aiCall('2024-03-02T11:00:00Z', 'large', { durationMs: 200, success: false }),
    apiCall('2024-02-29T12:00:00Z', '/a', 'GET', 200, 50),
    apiCall('2024-03-03T00:00:00Z', '/a', 'GET', 200, 9_000),
  ])
})
afterAll(() => app.close())

const days = { from: '2024-03-01T00:00:00Z', to: '2024-03-03T00:00:00Z' }
const minutes = 2 * 1_440
const performanceOf = async (fields: string, more: object = {}, project = 'march') => {
  const { performance } = await story(app, project).answer<{ performance: Record<string, unknown> }>(
    `query ($range: DateRangeInput!, $compare: CompareInput, $filter: FilterInput, $interval: CalendarUnit! = DAY) {
      performance(range: $range, compare: $compare, filter: $filter, interval: $interval) { ${fields} }
    }`,
    { range: days, ...more },
  )
  return performance
}

describe('performance', () => {
  test('measures the times, failures and rate of API calls', async () => {
    const fields = `meta { isComplete } api {
      calls callsPerMinute errors errorRate clientErrors serverErrors timedCalls averageResponseTimeMs p50Ms p90Ms p99Ms
      buckets { start calls callsPerMinute errorRate p50Ms } meta { sampleSize }
    }`
    // The times are 10, 20, 30 and 40; p90 lies 0.7 of the way from the third to the fourth.
    expect(await performanceOf(fields)).toEqual({
      meta: { isComplete: true },
      api: {
        calls: 5,
        callsPerMinute: 5 / minutes,
        errors: 2,
        errorRate: 0.4,
        clientErrors: 1,
        serverErrors: 1,
        timedCalls: 4,
        averageResponseTimeMs: 25,
        p50Ms: 25,
        p90Ms: 37,
        p99Ms: expect.closeTo(39.7),
        buckets: [
          {
            start: '2024-03-01T00:00:00.000Z',
            calls: 4,
            callsPerMinute: 4 / 1_440,
            errorRate: 0.5,
            p50Ms: 20,
          },
          { start: '2024-03-02T00:00:00.000Z', calls: 1, callsPerMinute: 1 / 1_440, errorRate: 0, p50Ms: 30 },
        ],
        meta: { sampleSize: 5 },
      },
    })
  })

  test('measures models in the same way, with time to first token and speed', async () => {
    const fields = `ai {
      calls callsPerMinute errorRate timedCalls averageResponseTimeMs p50Ms averageTimeToFirstTokenMs outputTokensPerSecond
    }`
    expect(await performanceOf(fields)).toEqual({
      ai: {
        calls: 3,
        callsPerMinute: 3 / minutes,
        errorRate: 1 / 3,
        timedCalls: 3,
        averageResponseTimeMs: 200,
        p50Ms: 200,
        averageTimeToFirstTokenMs: 20,
        // 100 tokens in 400 ms.
        outputTokensPerSecond: 250,
      },
    })
  })

  test('breaks the numbers down by endpoint and model, the busiest first', async () => {
    const fields = `
      endpoints { endpoint method calls callsPerMinute errorRate p50Ms share }
      models { provider model calls callsPerMinute errorRate p50Ms averageTimeToFirstTokenMs }`
    const once = { calls: 1, callsPerMinute: 1 / minutes, share: 0.2 }
    expect(await performanceOf(fields)).toEqual({
      endpoints: [
        {
          endpoint: '/a',
          method: 'GET',
          calls: 3,
          callsPerMinute: 3 / minutes,
          errorRate: 1 / 3,
          p50Ms: 20,
          share: 0.6,
        },
        { endpoint: '/a', method: 'POST', ...once, errorRate: 1, p50Ms: null },
        { endpoint: '/b', method: 'GET', ...once, errorRate: 0, p50Ms: 30 },
      ],
      models: [
        {
          provider: 'acme',
          model: 'small',
          calls: 2,
          callsPerMinute: 2 / minutes,
          errorRate: 0,
          p50Ms: 200,
          averageTimeToFirstTokenMs: 20,
        },
        {
          provider: 'acme',
          model: 'large',
          calls: 1,
          callsPerMinute: 1 / minutes,
          errorRate: 1,
          p50Ms: 200,
          averageTimeToFirstTokenMs: null,
        },
      ],
    })
    expect(await performanceOf('endpoints(first: 1) { endpoint method } models(first: 1) { model }')).toEqual(
      {
        endpoints: [{ endpoint: '/a', method: 'GET' }],
        models: [{ model: 'small' }],
      },
    )
  })

  test('is compared with the previous period', async () => {
    const fields = `api { callsPerMinute p50Ms errorRate previous { callsPerMinute p50Ms }
      changes { field changeRate isUpGood } previousBuckets { callsPerMinute } }`
    expect(await performanceOf(fields, { compare: { period: 'PREVIOUS_PERIOD' } })).toMatchObject({
      api: {
        previous: { callsPerMinute: 1 / minutes, p50Ms: 50 },
        changes: [
          { field: 'callsPerMinute', changeRate: expect.closeTo(4), isUpGood: true },
          { field: 'errorRate', changeRate: null, isUpGood: false },
          { field: 'p50Ms', changeRate: -0.5, isUpGood: false },
        ],
        previousBuckets: [{ callsPerMinute: 0 }, { callsPerMinute: 1 / 1_440 }],
      },
    })
  })

  test('divides by the minutes of a range that have passed, even if the range cuts a bucket', async () => {
    const noon = { from: '2024-03-01T12:00:00Z', to: '2024-03-02T11:00:00Z' }
    expect(await performanceOf('api { callsPerMinute buckets { callsPerMinute } }', { range: noon })).toEqual(
      {
        api: {
          callsPerMinute: 3 / (23 * 60),
          buckets: [{ callsPerMinute: 2 / (12 * 60) }, { callsPerMinute: 1 / (11 * 60) }],
        },
      },
    )
    await eventsHappened(app, 'running', [apiCall(daysAgo(1).toISOString(), '/a', 'GET', 200)])
    const fields = 'api { calls callsPerMinute buckets { callsPerMinute } } endpoints { callsPerMinute }'
    const running = { from: daysAgo(2).toISOString(), to: daysAgo(-2).toISOString() }
    const { api, endpoints } = (await performanceOf(fields, { range: running }, 'running')) as {
      api: { calls: number; callsPerMinute: number; buckets: { callsPerMinute: number | null }[] }
      endpoints: { callsPerMinute: number }[]
    }
    expect(api.callsPerMinute).toBeCloseTo(1 / minutes, 6)
    expect(endpoints[0]!.callsPerMinute).toBeCloseTo(1 / minutes, 6)
    expect(api.buckets.at(-1)).toEqual({ callsPerMinute: null })
  })

  test('counts only the events that pass a filter', async () => {
    const filter = {
      or: [
        { dimension: 'METHOD', values: ['POST'] },
        { dimension: 'MODEL', values: ['large'] },
      ],
    }
    const fields = 'api { calls p50Ms } ai { calls } endpoints { endpoint } models { model }'
    expect(await performanceOf(fields, { filter })).toEqual({
      api: { calls: 1, p50Ms: null },
      ai: { calls: 1 },
      endpoints: [{ endpoint: '/a' }],
      models: [{ model: 'large' }],
    })
  })

  test('has zeros and no times without calls, and contains nothing of another project', async () => {
    const fields = `api { calls callsPerMinute errorRate timedCalls p50Ms buckets { calls callsPerMinute } }
      ai { calls callsPerMinute outputTokensPerSecond } endpoints { endpoint } models { model }`
    const range = { from: '2024-03-01T00:00:00Z', to: '2024-03-02T00:00:00Z' }
    expect(await performanceOf(fields, { range }, 'empty')).toEqual({
      api: {
        calls: 0,
        callsPerMinute: 0,
        errorRate: null,
        timedCalls: 0,
        p50Ms: null,
        buckets: [{ calls: 0, callsPerMinute: 0 }],
      },
      ai: { calls: 0, callsPerMinute: 0, outputTokensPerSecond: null },
      endpoints: [],
      models: [],
    })
  })

  test.each([
    ['no endpoints', '', 'endpoints(first: 0) { endpoint }', 'INVALID_FIRST', 'first'],
    ['1,001 models', '', 'models(first: 1001) { model }', 'INVALID_FIRST', 'first'],
    [
      'a zone that does not exist',
      '(timeZone: "Mars/Olympus")',
      'api { calls }',
      'INVALID_TIME_ZONE',
      'timeZone',
    ],
    [
      'a range that ends before it starts',
      '(range: { dates: { from: "2024-01-02", to: "2024-01-01" } })',
      'api { calls }',
      'INVALID_RANGE',
      'range',
    ],
    ['a filter without values', '(filter: { dimension: EVENT })', 'ai { calls }', 'INVALID_FILTER', 'filter'],
    ['too many buckets', '(interval: MINUTE)', 'api { buckets { calls } }', 'TOO_MANY_BUCKETS', 'interval'],
  ])('refuses %s', async (_, args, fields, reason, field) => {
    const refusal = await story(app, 'refused').refusal(`{ performance${args} { ${fields} } }`)
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', reason, field })
  })
})
