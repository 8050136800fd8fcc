import { afterAll, beforeAll, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened, trackEvents } from '../../support/track-events.ts'

const timestamp = '2026-11-20T09:00:00Z'
const range = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' }
const apiCall = (more: object) => ({ apiCall: { endpoint: '/x', method: 'GET', timestamp, ...more } })
const aiCall = (more: object) => ({ aiCall: { model: 'm', timestamp, ...more } })

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

test('an API call without an answer is an error, and no error of the client or the server', async () => {
  await eventsHappened(app, 'api', [
    apiCall({ statusCode: 0, durationMs: 30_000, errorMessage: 'timeout' }),
    apiCall({ statusCode: 0 }),
    apiCall({ errorMessage: 'ECONNREFUSED' }),
    apiCall({ statusCode: null, errorMessage: 'ENOTFOUND' }),
    apiCall({ statusCode: 200, durationMs: 10 }),
    apiCall({ statusCode: 200, errorMessage: 'the body was cut off' }),
    apiCall({ statusCode: 404 }),
    apiCall({ statusCode: 500 }),
  ])
  const { apiUsage } = await story(app, 'api').answer<{ apiUsage: object }>(
    `query($range: DateRangeInput) {
      apiUsage(range: $range) { calls errors clientErrors serverErrors errorRate timedCalls }
    }`,
    { range },
  )
  // 4 without an answer, a 404 and a 500 of 8.
  expect(apiUsage).toEqual({
    calls: 8,
    errors: 6,
    clientErrors: 1,
    serverErrors: 1,
    errorRate: 0.75,
    timedCalls: 2,
  })
})

test.each([
  ['no status and no error message', {}, 'REQUIRED'],
  ['no status and an empty error message', { errorMessage: '' }, 'REQUIRED'],
  ['a status below 100', { statusCode: 99, errorMessage: 'timeout' }, 'OUT_OF_RANGE'],
  ['a status of -1', { statusCode: -1, errorMessage: 'timeout' }, 'OUT_OF_RANGE'],
])('an API call with %s is rejected', async (title, more, code) => {
  const { receipts } = await trackEvents(app, title, [apiCall(more)])
  expect(receipts).toMatchObject([{ status: 'REJECTED', code, field: 'statusCode' }])
})

test('percentiles include failed calls and cache hits, until a filter leaves them out', async () => {
  await eventsHappened(app, 'ai', [
    aiCall({ durationMs: 100 }),
    aiCall({ durationMs: 300, cacheHit: false }),
    aiCall({ durationMs: 1, cacheHit: true }),
    aiCall({ durationMs: 30_000, success: false }),
  ])
  const p50 = async (filter?: object) => {
    const { aiStats } = await story(app, 'ai').answer<{ aiStats: { p50Ms: number } }>(
      'query($range: DateRangeInput, $filter: FilterInput) { aiStats(range: $range, filter: $filter) { p50Ms } }',
      { range, filter },
    )
    return aiStats.p50Ms
  }
  const noHit = { dimension: 'CACHE_HIT', operator: 'IS_NOT', values: ['true'] }
  const succeeded = { dimension: 'SUCCESS', values: ['true'] }
  // The medians of 1, 100, 300, 30,000; of 100, 300, 30,000; of 1, 100, 300; of 100, 300.
  expect(await p50()).toBe(200)
  expect(await p50(noHit)).toBe(300)
  expect(await p50(succeeded)).toBe(100)
  expect(await p50({ and: [noHit, succeeded] })).toBe(200)
})
