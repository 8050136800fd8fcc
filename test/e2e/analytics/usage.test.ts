import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const range = { from: '2024-03-01T00:00:00Z', to: '2024-03-03T00:00:00Z' }
const on = (day: number, hour = 10) => `2024-03-0${day}T${hour}:00:00Z`

describe('apiUsage', () => {
  const api = (endpoint: string, method: string, statusCode: number, durationMs: number, day = 1) => ({
    apiCall: { endpoint, method, statusCode, durationMs, timestamp: on(day) },
  })
  const calls = [
    api('/chats', 'GET', 200, 10),
    api('/chats', 'GET', 200, 20),
    api('/chats', 'GET', 404, 30),
    api('/chats', 'post', 201, 40),
    api('/users', 'GET', 500, 50, 2),
    api('/users', 'GET', 200, 60, 3),
  ]

  test('shows each endpoint and method with its errors and times, the busiest first, and all over time', async () => {
    await eventsHappened(app, 'api', calls)
    const { apiUsage } = await story(app, 'api').answer<{ apiUsage: object }>(
      `query ($range: DateRangeInput!) { apiUsage(range: $range) {
        calls errors errorRate clientErrors serverErrors timedCalls averageResponseTimeMs p50Ms p95Ms
        endpoints { endpoint method calls errorRate clientErrors serverErrors averageResponseTimeMs p50Ms p99Ms share }
        buckets { calls serverErrors }
      } }`,
      { range },
    )
    expect(apiUsage).toEqual({
      calls: 5,
      errors: 2,
      errorRate: 0.4,
      clientErrors: 1,
      serverErrors: 1,
      timedCalls: 5,
      averageResponseTimeMs: 30,
      p50Ms: 30,
      // Position 0.95 × 4 = 3.8 among 10 20 30 40 50.
      p95Ms: 48,
      endpoints: [
        {
          endpoint: '/chats',
          method: 'GET',
          calls: 3,
          errorRate: 1 / 3,
          clientErrors: 1,
          serverErrors: 0,
          averageResponseTimeMs: 20,
          p50Ms: 20,
          p99Ms: 29.8,
          share: 0.6,
        },
        {
          endpoint: '/chats',
          method: 'POST',
          calls: 1,
          errorRate: 0,
          clientErrors: 0,
          serverErrors: 0,
          averageResponseTimeMs: 40,
          p50Ms: 40,
          p99Ms: 40,
          share: 0.2,
        },
        {
          endpoint: '/users',
          method: 'GET',
          calls: 1,
          errorRate: 1,
          clientErrors: 0,
          serverErrors: 1,
          averageResponseTimeMs: 50,
          p50Ms: 50,
          p99Ms: 50,
          share: 0.2,
        },
      ],
      buckets: [
        { calls: 4, serverErrors: 0 },
        { calls: 1, serverErrors: 1 },
      ],
    })
  })

  test('filters by an endpoint, a method, or both', async () => {
    await eventsHappened(app, 'api narrowed', calls)
    const { answer } = story(app, 'api narrowed')
    expect(
      await answer(
        `query ($range: DateRangeInput!) {
          chats: apiUsage(range: $range, endpoint: "/chats") { calls endpoints { method calls } }
          posts: apiUsage(range: $range, endpoint: "/chats", method: "post") { calls buckets { calls } }
          none: apiUsage(range: $range, endpoint: "/nowhere") { calls errorRate p50Ms endpoints { calls } }
          largest: apiUsage(range: $range, first: 1) { endpoints { endpoint } }
        }`,
        { range },
      ),
    ).toEqual({
      chats: {
        calls: 4,
        endpoints: [
          { method: 'GET', calls: 3 },
          { method: 'POST', calls: 1 },
        ],
      },
      posts: { calls: 1, buckets: [{ calls: 1 }, { calls: 0 }] },
      none: { calls: 0, errorRate: null, p50Ms: null, endpoints: [] },
      largest: { endpoints: [{ endpoint: '/chats' }] },
    })
  })

  test('shows the calls of each user, the one with the most calls first', async () => {
    const by = (userId: string | null, statusCode: number, durationMs: number, more: object = {}) => ({
      apiCall: { endpoint: '/x', method: 'GET', userId, statusCode, durationMs, timestamp: on(1), ...more },
    })
    await eventsHappened(app, 'callers', [
      by('ann', 200, 10),
      by('ann', 500, 30),
      by('ann', 200, 50, { method: 'POST' }),
      by('bob', 200, 5),
      by('bob', 200, 7),
      by(null, 200, 9),
      by('cem', 200, 1, { timestamp: on(9) }),
    ])
    const { answer } = story(app, 'callers')
    expect(
      await answer(
        `query ($range: DateRangeInput!) {
          apiUsage(range: $range) { calls users { user { userId } ...of share } }
          posts: apiUsage(range: $range, method: "POST") { users { user { userId } ...of share } }
          first: apiUsage(range: $range) { users(first: 1) { user { userId } } }
          filtered: apiUsage(range: $range, filter: { dimension: STATUS_CODE, values: ["500"] }) { users { ...of } }
          overview(range: $range) { api { users(first: 1) { calls } } }
        } fragment of on ApiMeasures { calls errors averageResponseTimeMs }`,
        { range },
      ),
    ).toEqual({
      apiUsage: {
        calls: 6,
        users: [
          { user: { userId: 'ann' }, calls: 3, errors: 1, averageResponseTimeMs: 30, share: 0.5 },
          { user: { userId: 'bob' }, calls: 2, errors: 0, averageResponseTimeMs: 6, share: 1 / 3 },
          { user: null, calls: 1, errors: 0, averageResponseTimeMs: 9, share: 1 / 6 },
        ],
      },
      posts: {
        users: [{ user: { userId: 'ann' }, calls: 1, errors: 0, averageResponseTimeMs: 50, share: 1 }],
      },
      first: { users: [{ user: { userId: 'ann' } }] },
      filtered: { users: [{ calls: 1, errors: 1, averageResponseTimeMs: 30 }] },
      overview: { api: { users: [{ calls: 3 }] } },
    })
  })

  test.each([0, -1, 1_001])('refuses first: %i', async first => {
    const refused = { code: 'BAD_USER_INPUT', reason: 'INVALID_FIRST', field: 'first' }
    const { refusal } = story(app, 'api')
    expect(await refusal(`{ apiUsage(first: ${first}) { endpoints { calls } } }`)).toEqual(refused)
    expect(await refusal(`{ apiUsage { users(first: ${first}) { calls } } }`)).toEqual(refused)
  })
})

describe('aiModels and aiUsage', () => {
  const call = (model: string, userId: string | null, outputTokens: number, more = {}) => ({
    aiCall: { provider: 'acme', model, userId, outputTokens, timestamp: on(1), ...more },
  })
  const calls = [
    call('large', 'ann', 100, { costUsd: '1', durationMs: 1_000 }),
    call('large', 'bob', 200, { costUsd: '2', durationMs: 3_000, success: false }),
    call('large', 'bob', 300, { costUsd: '3' }),
    call('small', 'ann', 10, { costUsd: '0.1', callType: 'EMBEDDING', botId: 'guide' }),
    call('small', null, 5, { costUsd: '0.1' }),
  ]

  test('aiModels shows the usage and cost of each model, and its share of the calls', async () => {
    await eventsHappened(app, 'models', calls)
    const { aiModels } = await story(app, 'models').answer<{ aiModels: object }>(
      `query ($range: DateRangeInput!) { aiModels(range: $range) {
        models { provider model calls errors tokens costUsd p50Ms outputTokensPerSecond share } meta { warnings }
      } }`,
      { range },
    )
    expect(aiModels).toEqual({
      models: [
        {
          provider: 'acme',
          model: 'large',
          calls: 3,
          errors: 1,
          tokens: 600,
          costUsd: '6',
          p50Ms: 2_000,
          outputTokensPerSecond: 75,
          share: 0.6,
        },
        {
          provider: 'acme',
          model: 'small',
          calls: 2,
          errors: 0,
          tokens: 15,
          costUsd: '0.2',
          p50Ms: null,
          outputTokensPerSecond: null,
          share: 0.4,
        },
      ],
      meta: { warnings: [] },
    })
  })

  test('aiUsage breaks the calls down by user, model, call type or bot, sorted by tokens', async () => {
    await eventsHappened(app, 'usage', calls)
    const usage = async (by: string) => {
      const { aiUsage } = await story(app, 'usage').answer<{ aiUsage: { groups: object[] } }>(
        `query ($range: DateRangeInput!) { aiUsage(range: $range, by: ${by}) { groups { group tokens share } } }`,
        { range },
      )
      return aiUsage.groups
    }
    expect(await usage('USER')).toEqual([
      { group: 'bob', tokens: 500, share: 500 / 615 },
      { group: 'ann', tokens: 110, share: 110 / 615 },
      { group: null, tokens: 5, share: 5 / 615 },
    ])
    expect(await usage('MODEL')).toMatchObject([{ group: 'large' }, { group: 'small', tokens: 15 }])
    expect(await usage('CALL_TYPE')).toMatchObject([
      { group: 'COMPLETION', tokens: 605 },
      { group: 'EMBEDDING', tokens: 10 },
    ])
    expect(await usage('BOT')).toMatchObject([
      { group: null, tokens: 605 },
      { group: 'guide', tokens: 10 },
    ])
  })

  test('reports whether there are more groups than shown', async () => {
    await eventsHappened(app, 'many models', calls)
    const { aiModels } = await story(app, 'many models').answer<{ aiModels: object }>(
      `query ($range: DateRangeInput!) { aiModels(range: $range, first: 1) { models { model } meta { warnings } } }`,
      { range },
    )
    expect(aiModels).toEqual({
      models: [{ model: 'large' }],
      meta: { warnings: ['The largest 1 of 2 groups are shown.'] },
    })
  })
})

describe('topUsers', () => {
  test('ranks users by activity, messages, conversations, tokens or cost, without crawlers', async () => {
    const message = (
      userId: string | null,
      conversationId: string,
      inputTokens: number,
      costUsd: string,
    ) => ({
      message: { userId, conversationId, role: 'USER', inputTokens, costUsd, timestamp: on(1) },
    })
    await eventsHappened(app, 'top', [
      message('ann', 'c1', 1, '0.3'),
      message('ann', 'c2', 1, '0.3'),
      message('bob', 'c3', 50, '0.5'),
      { event: { userId: 'bob', name: 'open', timestamp: on(1) } },
      { event: { userId: 'bob', name: 'open', timestamp: on(1) } },
      { activity: { userId: 'crawler', type: 'visit', userAgent: 'Googlebot/2.1', timestamp: on(1) } },
      { systemMetric: { userId: 'machine', name: 'cpu', value: 1, timestamp: on(1) } },
      message(null, 'c4', 900, '9'),
    ])
    const { answer } = story(app, 'top')
    await answer('mutation { identify(input: { userId: "bob", username: "Bob" }) { user { userId } } }')
    const top = async (by: string, first = 10) =>
      (
        await answer<{ topUsers: { users: object[] } }>(
          `query ($range: DateRangeInput!) { topUsers(range: $range, by: ${by}, first: ${first}) { users {
            rank share user { userId username } events messages conversations tokens costUsd } } }`,
          { range },
        )
      ).topUsers.users
    const ann = {
      user: { userId: 'ann', username: null },
      events: 2,
      messages: 2,
      conversations: 2,
      tokens: 2,
      costUsd: '0.6',
    }
    const bob = {
      user: { userId: 'bob', username: 'Bob' },
      events: 3,
      messages: 1,
      conversations: 1,
      tokens: 50,
      costUsd: '0.5',
    }
    expect(await top('ACTIVITY')).toEqual([
      { rank: 1, share: 0.6, ...bob },
      { rank: 2, share: 0.4, ...ann },
    ])
    expect(await top('MESSAGES')).toMatchObject([ann, bob])
    expect(await top('CONVERSATIONS')).toMatchObject([ann, bob])
    expect(await top('TOKENS')).toMatchObject([bob, ann])
    expect(await top('COST', 1)).toEqual([{ rank: 1, share: 0.6 / 1.1, ...ann }])
  })
})

describe('messageStats', () => {
  test('counts messages by role, answers, fallbacks, feedback, tokens and cost', async () => {
    const message = (more: object, day = 1) => ({
      message: { conversationId: 'c1', timestamp: on(day), ...more },
    })
    await eventsHappened(app, 'messages', [
      message({ role: 'USER', userId: 'ann' }),
      message({ role: 'USER', userId: 'bob', conversationId: 'c2' }),
      message({ role: 'USER', userId: 'ann' }, 2),
      message({
        role: 'ASSISTANT',
        responseTimeMs: 100,
        inputTokens: 7,
        outputTokens: 3,
        costUsd: '0.01',
        feedback: 'POSITIVE',
      }),
      message({ role: 'ASSISTANT', responseTimeMs: 300, isFallback: true, feedback: 'NEGATIVE' }, 2),
      message({ role: 'SYSTEM' }),
      { aiCall: { timestamp: on(1), inputTokens: 1_000, costUsd: '5' } },
    ])
    const { messageStats } = await story(app, 'messages').answer<{ messageStats: object }>(
      `query ($range: DateRangeInput!) { messageStats(range: $range) {
        messages userMessages assistantMessages conversations messagesPerUser fallbackRate positiveFeedback
        negativeFeedback averageResponseTimeMs p50Ms tokens costUsd buckets { messages fallbackRate }
      } }`,
      { range },
    )
    expect(messageStats).toEqual({
      messages: 6,
      userMessages: 3,
      assistantMessages: 2,
      conversations: 2,
      // The answers are messages of the users of their conversations: 6 of ann and bob.
      messagesPerUser: 3,
      fallbackRate: 0.5,
      positiveFeedback: 1,
      negativeFeedback: 1,
      averageResponseTimeMs: 200,
      p50Ms: 200,
      tokens: 10,
      costUsd: '0.01',
      buckets: [
        { messages: 4, fallbackRate: 0 },
        { messages: 2, fallbackRate: 1 },
      ],
    })
  })
})

describe('systemMetrics', () => {
  const load = (value: number, host: string, timestamp: string) => ({
    systemMetric: { name: 'cpu', value, unit: 'percent', labels: { host }, timestamp },
  })
  const day = { from: '2024-03-01T00:00:00Z', to: '2024-03-01T03:00:00Z' }
  const loads = [
    load(10, 'a', '2024-03-01T00:10:00Z'),
    load(30, 'a', '2024-03-01T00:20:00Z'),
    load(80, 'b', '2024-03-01T00:15:00Z'),
    load(50, 'b', '2024-03-01T02:59:59.999Z'),
    load(99, 'b', '2024-03-01T03:00:00Z'),
    { systemMetric: { name: 'memory', value: 1, timestamp: '2024-03-01T00:10:00Z' } },
  ]
  const ask = `query ($range: DateRangeInput!, $aggregate: Aggregate, $label: String) {
    systemMetrics(name: "cpu", range: $range, interval: HOUR, aggregate: $aggregate, label: $label) {
      units timestamps series { group values } meta { sampleSize }
    } }`

  test.each([
    ['AVERAGE', [40, null, 50]],
    ['MINIMUM', [10, null, 50]],
    ['MAXIMUM', [80, null, 50]],
    ['SUM', [120, 0, 50]],
    ['COUNT', [3, 0, 1]],
    ['LAST', [30, null, 50]],
    ['P50', [30, null, 50]],
    // Position 0.95 × 2 = 1.9 among 10 30 80.
    ['P95', [75, null, 50]],
  ])('has the %s of the values of each hour', async (aggregate, values) => {
    const project = `metrics ${aggregate}`
    await eventsHappened(app, project, loads)
    const { systemMetrics } = await story(app, project).answer<{ systemMetrics: object }>(ask, {
      range: day,
      aggregate,
    })
    expect(systemMetrics).toEqual({
      units: ['percent'],
      timestamps: ['2024-03-01T00:00:00.000Z', '2024-03-01T01:00:00.000Z', '2024-03-01T02:00:00.000Z'],
      series: [{ group: null, values }],
      meta: { sampleSize: 4 },
    })
  })

  test('has a line for each value of a label, the most frequent first', async () => {
    await eventsHappened(app, 'labels', loads)
    const { systemMetrics } = await story(app, 'labels').answer<{ systemMetrics: object }>(ask, {
      range: day,
      label: 'host',
    })
    expect(systemMetrics).toMatchObject({
      series: [
        { group: 'a', values: [20, null, null] },
        { group: 'b', values: [80, null, 50] },
      ],
    })
  })

  test('is empty for a metric that was never measured', async () => {
    const { systemMetrics } = await story(app, 'unmeasured').answer<{ systemMetrics: object }>(ask, {
      range: day,
    })
    expect(systemMetrics).toMatchObject({ units: [], series: [], meta: { sampleSize: 0 } })
  })
})
