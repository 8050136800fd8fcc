import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { second } from '../../support/moments.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ MAX_COMPLEXITY: '20000' })
})
afterAll(() => app.close())

/** What every kind of event has, as it is sent. */
const common = { userId: 'ann', sessionId: 's1', conversationId: 'c1', botId: 'support', channel: 'web' }

const sent = [
  { event: { ...common, name: 'signup', properties: { plan: 'pro' } } },
  { activity: { ...common, type: 'login', metadata: { method: 'password' } } },
  {
    conversation: {
      ...common,
      status: 'COMPLETED',
      resolved: true,
      satisfaction: 4,
      topics: ['billing'],
      startedAt: second(0),
      endedAt: second(2),
    },
  },
  {
    message: {
      ...common,
      role: 'ASSISTANT',
      provider: 'anthropic',
      model: 'claude-3-sonnet',
      inputTokens: 1_000,
      cachedTokens: 200,
      outputTokens: 500,
      responseTimeMs: 850.5,
    },
  },
  {
    aiCall: {
      ...common,
      callType: 'EMBEDDING',
      provider: 'openai',
      model: 'gpt-4o',
      inputTokens: 1_000,
      cachedTokens: 200,
      outputTokens: 500,
      serviceTier: 'BATCH',
      costUsd: '0.5',
      durationMs: 1_200,
      timeToFirstTokenMs: 90.5,
      cacheHit: false,
      success: false,
      errorClass: 'rate_limit',
      errorMessage: 'Slow down.',
    },
  },
  {
    apiCall: {
      ...common,
      endpoint: '/v1/chats/:id',
      method: 'get',
      statusCode: 502,
      durationMs: 42.5,
      errorMessage: 'No upstream.',
    },
  },
  { systemMetric: { ...common, name: 'cpu', value: 71.5, unit: 'percent', labels: { host: 'web-1' } } },
]

const query = `{
  events {
    nodes {
      __typename eventId eventKind name timestamp userId sessionId conversationId botId channel properties
      ... on UserActivity { type metadata }
      ... on ConversationChange { status resolved satisfaction topics startedAt endedAt }
      ... on Message { role responseTimeMs isFallback }
      ... on ModelEvent { provider model tokens inputTokens cachedTokens outputTokens serviceTier costUsd costSource }
      ... on AiCall { callType durationMs timeToFirstTokenMs cacheHit success errorClass errorMessage savedCostUsd }
      ... on ApiCall { endpoint method statusCode durationMs success errorMessage }
      ... on SystemMetricValue { value unit labels }
    }
  }
}`

describe('the list of events', () => {
  test('gives each kind its own type, with everything that was sent', async () => {
    const events = sent.map((event, i) =>
      Object.fromEntries(
        Object.entries(event).map(([kind, input]) => [
          kind,
          { ...input, eventId: `e${i}`, timestamp: second(i) },
        ]),
      ),
    )
    await eventsHappened(app, 'types', events)
    const { events: listed } = await story(app, 'types').answer<{ events: { nodes: object[] } }>(query)
    const shared = (i: number) => ({ ...common, eventId: `e${i}`, timestamp: second(i), properties: null })
    expect(listed.nodes.toReversed()).toEqual([
      {
        ...shared(0),
        __typename: 'CustomEvent',
        eventKind: 'CUSTOM',
        name: 'signup',
        properties: { plan: 'pro' },
      },
      {
        ...shared(1),
        __typename: 'UserActivity',
        eventKind: 'ACTIVITY',
        name: 'login',
        type: 'login',
        properties: { method: 'password' },
        metadata: { method: 'password' },
      },
      {
        ...shared(2),
        __typename: 'ConversationChange',
        eventKind: 'CONVERSATION',
        name: 'conversation_ended',
        status: 'COMPLETED',
        resolved: true,
        satisfaction: 4,
        topics: ['billing'],
        startedAt: second(0),
        endedAt: second(2),
      },
      {
        ...shared(3),
        __typename: 'Message',
        eventKind: 'MESSAGE',
        name: 'message',
        role: 'ASSISTANT',
        responseTimeMs: 850.5,
        isFallback: false,
        provider: 'anthropic',
        model: 'claude-3-sonnet',
        // 800 were not cached.
        tokens: 1_500,
        inputTokens: 800,
        cachedTokens: 200,
        outputTokens: 500,
        serviceTier: null,
        // (800 × 3 + 200 × 0.3 + 500 × 15) ÷ 1,000,000
        costUsd: '0.00996',
        costSource: 'COMPUTED',
      },
      {
        ...shared(4),
        __typename: 'AiCall',
        eventKind: 'AI_CALL',
        name: 'ai_call',
        callType: 'EMBEDDING',
        provider: 'openai',
        model: 'gpt-4o',
        tokens: 1_500,
        inputTokens: 800,
        cachedTokens: 200,
        outputTokens: 500,
        serviceTier: 'BATCH',
        costUsd: '0.5',
        costSource: 'PROVIDED',
        durationMs: 1_200,
        timeToFirstTokenMs: 90.5,
        cacheHit: false,
        success: false,
        errorClass: 'rate_limit',
        errorMessage: 'Slow down.',
        savedCostUsd: null,
      },
      {
        ...shared(5),
        __typename: 'ApiCall',
        eventKind: 'API_CALL',
        name: 'api_call',
        endpoint: '/v1/chats/:id',
        method: 'GET',
        statusCode: 502,
        durationMs: 42.5,
        success: false,
        errorMessage: 'No upstream.',
      },
      {
        ...shared(6),
        __typename: 'SystemMetricValue',
        eventKind: 'SYSTEM_METRIC',
        name: 'cpu',
        value: 71.5,
        unit: 'percent',
        properties: { host: 'web-1' },
        labels: { host: 'web-1' },
      },
    ])
  })

  test('says that an AI call without reported tokens has no number of tokens, which is not 0', async () => {
    await eventsHappened(app, 'no tokens', [
      { aiCall: { eventId: '1', model: 'm', timestamp: second(1) } },
      { aiCall: { eventId: '2', model: 'm', outputTokens: 0, timestamp: second(2) } },
    ])
    expect(await story(app, 'no tokens').answer('{ aiCalls { nodes { eventId tokens } } }')).toEqual({
      aiCalls: {
        nodes: [
          { eventId: '2', tokens: 0 },
          { eventId: '1', tokens: null },
        ],
      },
    })
  })
})

const idsOf = async ({ answer }: Story, list: string, filter: string): Promise<string[]> => {
  const page = await answer<Record<string, { totalCount: number; nodes: { eventId: string }[] }>>(
    `{ ${list}(filter: ${filter}) { totalCount nodes { eventId } } }`,
  )
  const { totalCount, nodes } = page[list]!
  expect(nodes).toHaveLength(totalCount)
  return nodes.map(({ eventId }) => eventId)
}

const inOrder = (kind: string, inputs: object[]) =>
  inputs.map((input, i) => ({ [kind]: { ...input, eventId: String(i + 1), timestamp: second(i + 1) } }))

describe('AI calls', () => {
  beforeAll(() =>
    eventsHappened(
      app,
      'ai',
      inOrder('aiCall', [
        { provider: 'openai', model: 'gpt-4o', userId: 'ann', conversationId: 'c1', botId: 'b' },
        { provider: 'openai', model: 'small', callType: 'EMBEDDING', userId: 'bob' },
        { provider: 'anthropic', model: 'opus', success: false, errorClass: 'rate_limit' },
        { provider: 'anthropic', model: 'opus', success: false, errorClass: 'timeout', userId: 'ann' },
      ]),
    ),
  )

  test.each([
    ['{}', ['4', '3', '2', '1']],
    ['{ provider: "openai" }', ['2', '1']],
    ['{ model: "opus" }', ['4', '3']],
    ['{ callType: EMBEDDING }', ['2']],
    ['{ callType: COMPLETION, success: true }', ['1']],
    ['{ success: false }', ['4', '3']],
    ['{ errorClass: "timeout" }', ['4']],
    ['{ userId: "ann" }', ['4', '1']],
    ['{ userId: "nobody" }', []],
    ['{ conversationId: "c1" }', ['1']],
    ['{ botId: "b" }', ['1']],
    ['{ provider: null, success: null }', ['4', '3', '2', '1']],
    [`{ range: { from: "${second(2)}", to: "${second(4)}" } }`, ['3', '2']],
  ])('with the filter %s are %j', async (filter, ids) => {
    expect(await idsOf(story(app, 'ai'), 'aiCalls', filter)).toEqual(ids)
  })
})

describe('API calls', () => {
  beforeAll(() =>
    eventsHappened(
      app,
      'api',
      inOrder('apiCall', [
        { endpoint: '/a', method: 'GET', statusCode: 200, userId: 'ann', conversationId: 'c1' },
        { endpoint: '/a', method: 'POST', statusCode: 500 },
        { endpoint: '/b', method: 'GET', statusCode: 0 },
        { endpoint: '/b', method: 'GET', statusCode: 404, userId: 'bob' },
      ]),
    ),
  )

  test.each([
    ['{}', ['4', '3', '2', '1']],
    ['{ endpoint: "/a" }', ['2', '1']],
    ['{ method: "get" }', ['4', '3', '1']],
    ['{ statusCode: 500 }', ['2']],
    ['{ statusCode: 0 }', ['3']],
    ['{ statusCode: null, method: null }', ['4', '3', '2', '1']],
    ['{ success: true }', ['1']],
    ['{ success: false, endpoint: "/b" }', ['4', '3']],
    ['{ userId: "bob" }', ['4']],
    ['{ conversationId: "c1" }', ['1']],
    [`{ range: { from: "${second(2)}", to: "${second(3)}" } }`, ['2']],
  ])('with the filter %s are %j', async (filter, ids) => {
    expect(await idsOf(story(app, 'api'), 'apiCalls', filter)).toEqual(ids)
  })
})

describe('values of system metrics', () => {
  beforeAll(() =>
    eventsHappened(
      app,
      'metrics',
      inOrder('systemMetric', [
        { name: 'cpu', value: 1, labels: { host: 'web-1', port: 8080 } },
        { name: 'cpu', value: 2, labels: { host: 'web-2' } },
        { name: 'memory', value: 3, labels: { host: 'web-1' } },
        { name: 'memory', value: 4 },
      ]),
    ),
  )

  test.each([
    ['{}', ['4', '3', '2', '1']],
    ['{ name: "cpu" }', ['2', '1']],
    ['{ label: { key: "host", value: "web-1" } }', ['3', '1']],
    ['{ name: "cpu", label: { key: "host", value: "web-1" } }', ['1']],
    ['{ label: { key: "port", value: "8080" } }', ['1']],
    ['{ label: { key: "host?", value: "? or 1=1" } }', []],
    [`{ range: { from: "${second(4)}", to: "${second(9)}" } }`, ['4']],
  ])('with the filter %s are %j', async (filter, ids) => {
    expect(await idsOf(story(app, 'metrics'), 'systemMetricValues', filter)).toEqual(ids)
  })
})

test.each([
  ['aiCalls', 'model: "\\u0000"', 'model'],
  ['apiCalls', 'endpoint: "\\u0000"', 'endpoint'],
  ['apiCalls', 'userId: "\\u0000"', 'userId'],
  ['systemMetricValues', 'label: { key: "\\u0000", value: "a" }', 'label.key'],
  ['systemMetricValues', 'label: { key: "a", value: "\\u0000" }', 'label.value'],
])('%s refuse a filter with a text that cannot be stored: %s', async (list, filter, field) => {
  expect(await story(app, 'texts').refusal(`{ ${list}(filter: { ${filter} }) { totalCount } }`)).toEqual({
    code: 'BAD_USER_INPUT',
    reason: 'INVALID_TEXT',
    field: `filter.${field}`,
  })
})
