import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logEvents } from '../../support/log-events.ts'
import { daysAgo, middayZone } from '../../support/midday-zone.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { SummaryDocument } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const { timeZone } = middayZone()
const at = (days: number) => daysAgo(days).toISOString()
describe('summary', () => {
  test('covers all time without a range, or a range with the users known by its end', async () => {
    const { answer, happened } = story(app, 'ranges')
    await happened([
      { name: 'a', userId: 'ann', conversationId: 'c1', timestamp: '2024-01-31T23:59:59.999Z' },
      { name: 'a', userId: 'ann', conversationId: 'c1', timestamp: '2024-02-01T00:00:00Z' },
      { name: 'b', userId: 'bob', conversationId: 'c2', timestamp: '2024-02-29T23:59:59.999Z' },
      { name: 'b', timestamp: '2024-02-10T00:00:00Z' },
      { name: 'a', userId: 'cem', timestamp: '2024-03-01T00:00:00Z' },
      { name: 'a', userId: 'ann' },
    ])
    const nothing = { totalMessages: 0, totalApiCalls: 0, averageResponseTimeMs: null, errorRate: null }
    const meta = { asOf: expect.any(String), watermark: expect.any(String), isComplete: true }
    expect((await answer(SummaryDocument, {})).summary).toEqual({
      totalEvents: 6,
      totalUsers: 3,
      activeUsersToday: 1,
      totalConversations: 2,
      ...nothing,
      meta,
    })
    const range = { between: { from: '2024-02-01T00:00:00Z', to: '2024-03-01T00:00:00Z' } }
    expect((await answer(SummaryDocument, { range })).summary).toEqual({
      totalEvents: 3,
      totalUsers: 2,
      activeUsersToday: 1,
      totalConversations: 2,
      ...nothing,
      meta,
    })
  })

  test('averages API calls and their errors', async () => {
    await logEvents(app, 'api', [
      { kind: 'api_call', duration_ms: 10, status_code: 200 },
      { kind: 'api_call', duration_ms: 20, status_code: 399 },
      { kind: 'api_call', duration_ms: 40.5, status_code: 400 },
      { kind: 'api_call', duration_ms: null, status_code: 503 },
      { kind: 'message' },
    ])
    // (10 + 20 + 40.5) / 3: the call without a duration is in no average.
    expect((await story(app, 'api').answer(SummaryDocument, {})).summary).toMatchObject({
      totalEvents: 5,
      totalMessages: 1,
      totalApiCalls: 4,
      averageResponseTimeMs: 23.5,
      errorRate: 0.5,
    })
  })

  test('uses the local day of the given zone as today', async () => {
    const { answer, happened } = story(app, 'today')
    await happened([
      { name: 'a', userId: 'ann' },
      { name: 'a', userId: 'bob', timestamp: at(1) },
    ])
    const today = (zone: string) => answer(`{ summary(timeZone: "${zone}") { activeUsersToday } }`)
    expect(await today(timeZone)).toEqual({ summary: { activeUsersToday: 1 } })
  })

  test('of a range that has not ended is incomplete, and its watermark is later than the question', async () => {
    const tomorrow = daysAgo(-1).toISOString()
    const { summary } = await story(app, 'open').answer(SummaryDocument, {
      range: { between: { from: at(1), to: tomorrow } },
    })
    expect(summary.meta.isComplete).toBe(false)
    expect(Date.parse(summary.meta.watermark)).toBeGreaterThanOrEqual(Date.parse(summary.meta.asOf))
  })
})
