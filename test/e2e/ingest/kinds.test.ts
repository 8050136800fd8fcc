import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everyKind } from '../../support/kinds.ts'
import { middayZone } from '../../support/midday-zone.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened, inPostgres, type TrackAnswer, trackEvents } from '../../support/track-events.ts'
import { DailyStatsDocument, EventsDocument, type SummaryQuery } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const { timeZone } = middayZone()
const good = { code: null, field: null, message: null }

const kinds = everyKind.map(({ stored, mutations, type, least }) => ({
  kind: stored,
  ...mutations,
  type,
  batchType: `${mutations.many[0]!.toUpperCase()}${mutations.many.slice(1)}Input`,
  input: least,
}))

const receipt = 'index eventId status code field message'

describe('every kind of event', () => {
  test.each(kinds)(
    '$kind is accepted one by one, and is a duplicate the second time',
    async ({ kind, one, type, input }) => {
      const project = `one ${kind}`
      const { answer } = story(app, project)
      const track = () =>
        answer<Record<string, object>>(
          `mutation($input: ${type}!) { ${one}(input: $input) { ${receipt} } }`,
          { input: { ...input, eventId: 'x' } },
        )
      expect((await track())[one]).toEqual({ index: 0, eventId: 'x', status: 'ACCEPTED', ...good })
      expect((await track())[one]).toEqual({ index: 0, eventId: 'x', status: 'DUPLICATE', ...good })
      expect(await inPostgres(app, project, 'kind, event_id')).toEqual([{ kind, event_id: 'x' }])
    },
  )

  test.each(kinds)('$kind is accepted in batches, with a receipt for each event', async kindOfEvent => {
    const { kind, many, batchType, list, input } = kindOfEvent
    const project = `many ${kind}`
    const { answer } = story(app, project)
    const batch = [
      { ...input, eventId: 'a' },
      { ...input, eventId: 'b', timestamp: 'soon' },
      { ...input, eventId: 'a' },
      { ...input, eventId: 'c' },
    ]
    const answered = await answer<Record<string, TrackAnswer>>(
      `mutation($input: ${batchType}!) {
        ${many}(input: $input) { accepted duplicates rejected receipts { ${receipt} } }
      }`,
      { input: { [list]: batch } },
    )
    const { receipts, ...counts } = answered[many]!
    expect(counts).toEqual({ accepted: 2, duplicates: 1, rejected: 1 })
    expect(receipts).toMatchObject([
      { index: 0, eventId: 'a', status: 'ACCEPTED', ...good },
      { index: 1, eventId: 'b', status: 'REJECTED', code: 'INVALID_TIMESTAMP', field: 'timestamp' },
      { index: 2, eventId: 'a', status: 'DUPLICATE', ...good },
      { index: 3, eventId: 'c', status: 'ACCEPTED', ...good },
    ])
    expect(await inPostgres(app, project, 'event_id')).toEqual([{ event_id: 'a' }, { event_id: 'c' }])
  })

  test.each(kinds)('$kind is accepted in batches of 1 to 1,000', async ({ many, batchType, list }) => {
    const { refusal } = story(app, 'sizes')
    const mutation = `mutation($input: ${batchType}!) { ${many}(input: $input) { accepted } }`
    expect(await refusal(mutation, { input: { [list]: [] } })).toMatchObject({
      reason: 'INVALID_BATCH_SIZE',
      field: list,
    })
  })
})

describe('a mixed batch', () => {
  test('accepts every kind, and its receipts match its items, with an invalid item of each kind beside a valid one', async () => {
    const right = {
      event: { name: 'a' },
      activity: { type: 'login' },
      conversation: { conversationId: 'c', startedAt: '2024-03-01T00:00:00Z' },
      message: { conversationId: 'c', role: 'USER' },
      aiCall: { provider: 'openai', model: 'gpt-4o' },
      apiCall: { endpoint: '/v1', method: 'GET', statusCode: 200 },
      systemMetric: { name: 'cpu', value: 1 },
    }
    const wrong: [kind: keyof typeof right, change: object, code: string, field: string][] = [
      ['event', { name: ' ' }, 'REQUIRED', 'name'],
      ['activity', { type: '' }, 'REQUIRED', 'type'],
      ['conversation', { satisfaction: 6 }, 'OUT_OF_RANGE', 'satisfaction'],
      ['message', { role: 'ROBOT' }, 'INVALID_CHOICE', 'role'],
      ['aiCall', { inputTokens: -1 }, 'OUT_OF_RANGE', 'inputTokens'],
      ['apiCall', { statusCode: 99 }, 'OUT_OF_RANGE', 'statusCode'],
      ['systemMetric', { value: 'x' }, 'INVALID_NUMBER', 'value'],
    ]
    const events = wrong.flatMap(([kind, change]) => [
      { [kind]: { ...right[kind], eventId: `good ${kind}` } },
      { [kind]: { ...right[kind], ...change, eventId: `bad ${kind}` } },
    ])
    const { receipts, ...counts } = await trackEvents(app, 'mixed', [
      ...events,
      {},
      { event: right.event, apiCall: right.apiCall },
      { event: { name: 'again', eventId: 'good event' } },
    ])
    expect(counts).toEqual({ accepted: 7, duplicates: 1, rejected: 9 })
    const twins = wrong.flatMap(([kind, , code, field], i) => [
      { index: 2 * i, eventId: `good ${kind}`, status: 'ACCEPTED', ...good },
      {
        index: 2 * i + 1,
        eventId: `bad ${kind}`,
        status: 'REJECTED',
        code,
        field,
        message: expect.any(String),
      },
    ])
    expect(receipts).toEqual([
      ...twins,
      {
        index: 14,
        eventId: null,
        status: 'REJECTED',
        code: 'EXACTLY_ONE',
        field: 'events',
        message: 'An event must have exactly one kind; this has none.',
      },
      {
        index: 15,
        eventId: null,
        status: 'REJECTED',
        code: 'EXACTLY_ONE',
        field: 'events',
        message: 'An event must have exactly one kind; this has event and apiCall.',
      },
      { index: 16, eventId: 'good event', status: 'DUPLICATE', ...good },
    ])
    const stored = await inPostgres(app, 'mixed', 'event_id')
    expect(stored).toEqual(wrong.map(([kind]) => ({ event_id: `good ${kind}` })))
  })

  test('without an event is refused whole', async () => {
    const { refusal } = story(app, 'sizes')
    expect(await refusal('mutation { track(input: { events: [] }) { accepted } }')).toMatchObject({
      reason: 'INVALID_BATCH_SIZE',
      field: 'events',
    })
  })

  test('also accepts the former name of its field, and then answers with the former name', async () => {
    const { answer, refusal } = story(app, 'former name')
    const batch = '[{ event: { name: "a", eventId: "x" } }, {}]'
    const { track } = await answer<{ track: TrackAnswer }>(
      `mutation { track(input: { facts: ${batch}, events: null }) { accepted receipts { status code field } } }`,
    )
    expect(track).toEqual({
      accepted: 1,
      receipts: [
        { status: 'ACCEPTED', code: null, field: null },
        { status: 'REJECTED', code: 'EXACTLY_ONE', field: 'facts' },
      ],
    })
    expect(await refusal('mutation { track(input: { facts: [] }) { accepted } }')).toMatchObject({
      reason: 'INVALID_BATCH_SIZE',
      field: 'facts',
    })
  })

  test.each([
    ['both names', '{ events: [{ event: { name: "a" } }], facts: [{ event: { name: "a" } }] }', 'both'],
    ['neither name', '{}', 'none'],
    ['null', '{ events: null }', 'none'],
  ])('with %s of its field is refused whole', async (_, input, found) => {
    const { ask } = story(app, 'names')
    const { errors } = await ask(`mutation { track(input: ${input}) { accepted } }`)
    expect(errors).toMatchObject([
      {
        message: `A batch must have exactly one of events and facts; this has ${found}.`,
        extensions: { code: 'BAD_USER_INPUT', reason: 'EXACTLY_ONE', field: 'events' },
      },
    ])
    expect(await inPostgres(app, 'names', 'event_id')).toEqual([])
  })
})

describe('the first questions', () => {
  test('count every kind in its own number', async () => {
    await eventsHappened(app, 'counted', [
      { event: { name: 'open', userId: 'ann' } },
      { activity: { type: 'login', userId: 'ann' } },
      { conversation: { conversationId: 'c1', userId: 'ann', status: 'ACTIVE' } },
      { message: { conversationId: 'c1', role: 'USER', userId: 'ann', inputTokens: 30 } },
      { message: { conversationId: 'c2', role: 'ASSISTANT', outputTokens: 12, responseTimeMs: 900 } },
      { aiCall: { inputTokens: 1_000, cachedTokens: 200, outputTokens: 50, durationMs: 800 } },
      { aiCall: { inputTokens: 100, cachedTokens: 20, inputIncludesCached: false } },
      { apiCall: { endpoint: '/a', method: 'GET', statusCode: 200, durationMs: 10, userId: 'bob' } },
      { apiCall: { endpoint: '/a', method: 'GET', statusCode: 399, durationMs: 20 } },
      { apiCall: { endpoint: '/a', method: 'GET', statusCode: 400, durationMs: 40.5 } },
      { apiCall: { endpoint: '/a', method: 'POST', statusCode: 503 } },
      { systemMetric: { name: 'cpu', value: 0.5, userId: 'eve' } },
    ])
    const { answer } = story(app, 'counted')
    const { summary } = await answer<SummaryQuery>(
      `{ summary(timeZone: "${timeZone}") {
        totalEvents totalUsers activeUsersToday totalConversations totalMessages totalApiCalls
        averageResponseTimeMs errorRate
      } }`,
    )
    expect(summary).toEqual({
      totalEvents: 12,
      totalUsers: 2,
      activeUsersToday: 2,
      totalConversations: 2,
      totalMessages: 2,
      totalApiCalls: 4,
      // (10 + 20 + 40.5) / 3: the call without a duration is in no average, and answers are not API calls.
      averageResponseTimeMs: 23.5,
      errorRate: 0.5,
    })
    const { dailyStats } = await answer(DailyStatsDocument, { days: 1, timeZone })
    expect(dailyStats).toMatchObject([
      // 30 + 12, 800 uncached + 200 cached + 50, 100 uncached + 20 cached.
      {
        events: 12,
        activeUsers: 2,
        newUsers: 2,
        conversations: 2,
        messages: 2,
        apiCalls: 4,
        tokens: 42 + 1_050 + 120,
      },
    ])
  })

  test('list events with their kind', async () => {
    await eventsHappened(app, 'listed', [
      {
        activity: {
          type: 'login',
          userId: 'ann',
          metadata: { plan: 'pro' },
          timestamp: '2024-03-01T00:00:00Z',
        },
      },
      { conversation: { conversationId: 'c', startedAt: '2024-03-01T00:00:01Z' } },
      { conversation: { conversationId: 'c', endedAt: '2024-03-01T00:00:02Z' } },
      { systemMetric: { name: 'cpu', value: 1, labels: { host: 'a' }, timestamp: '2024-03-01T00:00:03Z' } },
    ])
    const { events } = await story(app, 'listed').answer(EventsDocument, { first: 10 })
    expect(events.nodes.map(({ name, properties }) => ({ name, properties }))).toEqual([
      { name: 'cpu', properties: { host: 'a' } },
      { name: 'conversation_ended', properties: null },
      { name: 'conversation_started', properties: null },
      { name: 'login', properties: { plan: 'pro' } },
    ])
  })
})
