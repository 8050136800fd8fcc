import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const range = { from: '2024-03-01T00:00:00Z', to: '2024-03-03T00:00:00Z' }
const timestamp = '2024-03-01T10:00:00Z'
const events = [
  { activity: { type: 'login', userId: 'ann', timestamp } },
  { conversation: { conversationId: 'c1', startedAt: timestamp, userId: 'ann', topics: ['billing'] } },
  { message: { conversationId: 'c1', role: 'USER', userId: 'ann', timestamp } },
  { aiCall: { provider: 'acme', model: 'large', outputTokens: 7, costUsd: '0.7', userId: 'bob', timestamp } },
  {
    apiCall: {
      endpoint: '/chats',
      method: 'GET',
      statusCode: 200,
      durationMs: 5,
      timestamp: '2024-03-02T10:00:00Z',
    },
  },
]

describe('overview', () => {
  test('answers every part of a dashboard in one request', async () => {
    await eventsHappened(app, 'dashboard', events)
    const { overview } = await story(app, 'dashboard').answer<{ overview: object }>(
      `query ($range: DateRangeInput!) { overview(range: $range, compare: { period: PREVIOUS_PERIOD }) {
        summary { totalEvents activeUsers totalCostUsd previous { totalEvents } }
        stats { buckets { events } }
        users { logins newUsers }
        topUsers(by: TOKENS, first: 1) { users { user { userId } tokens } }
        conversations { summary { conversations } topics { topic share } }
        messages { messages }
        ai { calls tokens }
        aiModels(first: 1) { models { model costUsd } }
        api(first: 1) { endpoints { endpoint calls } }
        performance { api { calls } models(first: 1) { model } }
        engagement { mau }
        audience(by: { dimension: KIND }, first: 1) { groups { value users } }
      } }`,
      { range },
    )
    expect(overview).toEqual({
      summary: { totalEvents: 5, activeUsers: 2, totalCostUsd: '0.7', previous: { totalEvents: 0 } },
      stats: { buckets: [{ events: 4 }, { events: 1 }] },
      users: { logins: 1, newUsers: 2 },
      topUsers: { users: [{ user: { userId: 'bob' }, tokens: 7 }] },
      conversations: { summary: { conversations: 1 }, topics: [{ topic: 'billing', share: 1 }] },
      messages: { messages: 1 },
      ai: { calls: 1, tokens: 7 },
      aiModels: { models: [{ model: 'large', costUsd: '0.7' }] },
      api: { endpoints: [{ endpoint: '/chats', calls: 1 }] },
      performance: { api: { calls: 1 }, models: [{ model: 'large' }] },
      engagement: { mau: 2 },
      // Ann through her login, bob through his call; two kinds of event with one user each, sorted by name.
      audience: { groups: [{ value: 'ACTIVITY', users: 1 }] },
    })
  })

  test('a failed part is null with its error, and the others answer', async () => {
    await eventsHappened(app, 'partly', events)
    const { status, data, errors } = await story(app, 'partly').ask<{ overview: object }>(
      `query ($range: DateRangeInput!) { overview(range: $range) {
        summary { totalEvents } topUsers(first: 0) { users { rank } } ai { calls }
      } }`,
      { range },
    )
    expect(status).toBe(200)
    expect(data).toEqual({ overview: { summary: { totalEvents: 5 }, topUsers: null, ai: { calls: 1 } } })
    expect(errors).toMatchObject([
      { path: ['overview', 'topUsers'], extensions: { code: 'BAD_USER_INPUT', reason: 'INVALID_FIRST' } },
    ])
  })

  test('computes only the selected parts', async () => {
    const query = vi.spyOn(app.services.clickhouse, 'query')
    await story(app, 'selected').answer('{ overview { ai { calls } messages { messages } } }')
    const names = query.mock.calls.map(([name]) => name)
    query.mockRestore()
    // The days of other tests are rolled up meanwhile.
    expect(names.filter(name => !name.startsWith('rollUp')).sort()).toEqual(['ai', 'messages'])
  })
})
