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
const change = (conversationId: string, more: object) => ({
  conversation: { conversationId, botId: 'guide', ...more },
})
const message = (conversationId: string, timestamp: string, more: object) => ({
  message: { conversationId, botId: 'guide', timestamp, role: 'ASSISTANT', ...more },
})

const events = [
  // Resolved in ten minutes, with the highest score, after a lower one.
  change('c1', { startedAt: '2024-03-01T10:00:00Z', topics: ['billing', 'refund'] }),
  change('c1', { endedAt: '2024-03-01T10:10:00Z', resolved: true, satisfaction: 3 }),
  change('c1', { timestamp: '2024-03-01T11:00:00Z', satisfaction: 5 }),
  message('c1', '2024-03-01T10:01:00Z', { responseTimeMs: 100, outputTokens: 10, costUsd: '0.1' }),
  message('c1', '2024-03-01T10:02:00Z', { responseTimeMs: 300, isFallback: true }),
  // Escalated to a person after twenty minutes.
  change('c2', { startedAt: '2024-03-01T23:50:00Z', topics: ['billing'] }),
  change('c2', { status: 'ESCALATED', endedAt: '2024-03-02T00:10:00Z', satisfaction: 2 }),
  message('c2', '2024-03-02T00:05:00Z', { role: 'USER' }),
  // Still active, and never announced.
  message('c3', '2024-03-02T09:00:00Z', { role: 'USER' }),
  // One of another bot and channel, and one that started before the range.
  {
    conversation: {
      conversationId: 'c4',
      botId: 'other',
      channel: 'slack',
      startedAt: '2024-03-02T09:00:00Z',
    },
  },
  change('c5', { startedAt: '2024-02-29T23:00:00Z', endedAt: '2024-03-01T09:00:00Z', resolved: true }),
]

const numbers = `conversations active ended completed abandoned escalated resolved resolutionRate satisfaction scored
  averageDurationSeconds messages messagesPerConversation averageResponseTimeMs fallbackRate tokens costUsd`
const ask = `query ($range: DateRangeInput, $botId: String, $channel: String, $compare: CompareInput) {
  conversationAnalytics(range: $range, botId: $botId, channel: $channel, compare: $compare) {
    summary { ${numbers} } previous { conversations resolutionRate }
    timeline { start isComplete conversations ended satisfaction messages } topics { topic conversations share }
  } }`

describe('conversationAnalytics', () => {
  test('counts conversations in the bucket of their start, with their current state, messages and topics', async () => {
    await eventsHappened(app, 'conversations', events)
    const { conversationAnalytics } = await story(app, 'conversations').answer<{
      conversationAnalytics: object
    }>(ask, {
      range,
      botId: 'guide',
      compare: { period: 'PREVIOUS_PERIOD' },
    })
    expect(conversationAnalytics).toEqual({
      summary: {
        conversations: 3,
        active: 1,
        ended: 2,
        completed: 1,
        abandoned: 0,
        escalated: 1,
        resolved: 1,
        resolutionRate: 0.5,
        satisfaction: 3.5,
        scored: 2,
        averageDurationSeconds: 900,
        messages: 4,
        messagesPerConversation: 4 / 3,
        averageResponseTimeMs: 200,
        fallbackRate: 0.5,
        tokens: 10,
        costUsd: '0.1',
      },
      previous: { conversations: 1, resolutionRate: 1 },
      timeline: [
        {
          start: '2024-03-01T00:00:00.000Z',
          isComplete: true,
          conversations: 2,
          ended: 2,
          satisfaction: 3.5,
          messages: 2,
        },
        {
          start: '2024-03-02T00:00:00.000Z',
          isComplete: true,
          conversations: 1,
          ended: 0,
          satisfaction: null,
          messages: 2,
        },
      ],
      topics: [
        { topic: 'billing', conversations: 2, share: 2 / 3 },
        { topic: 'refund', conversations: 1, share: 1 / 3 },
      ],
    })
  })

  test('covers every bot, or only one channel', async () => {
    await eventsHappened(app, 'channels', events)
    const { answer } = story(app, 'channels')
    expect(await answer(ask, { range })).toMatchObject({
      conversationAnalytics: { summary: { conversations: 4 } },
    })
    expect(await answer(ask, { range, channel: 'slack' })).toMatchObject({
      conversationAnalytics: {
        summary: { conversations: 1, active: 1, resolutionRate: null, messages: 0, costUsd: '0' },
        previous: null,
        topics: [],
      },
    })
  })

  test('has its numbers as fields of its own, compared with another range, also bucket by bucket', async () => {
    await eventsHappened(app, 'compared', [
      change('old', { startedAt: '2024-02-28T10:00:00Z', endedAt: '2024-02-28T10:01:00Z', userId: 'ann' }),
      message('old', '2024-02-28T10:00:30Z', { userId: 'ann', responseTimeMs: 400 }),
      change('new 1', { startedAt: '2024-03-01T10:00:00Z', endedAt: '2024-03-01T10:02:00Z', userId: 'ann' }),
      change('new 2', { startedAt: '2024-03-01T11:00:00Z', userId: 'ann' }),
      change('new 3', { startedAt: '2024-03-01T12:00:00Z', userId: 'bob' }),
      message('new 1', '2024-03-01T10:01:00Z', { userId: 'ann', responseTimeMs: 100 }),
    ])
    const some =
      'conversations activeUsers averageDurationSeconds averageResponseTimeMs messagesPerConversation'
    expect(
      await story(app, 'compared').answer(
        `query ($range: DateRangeInput) {
          conversationAnalytics(range: $range, interval: DAY, compare: { period: PREVIOUS_PERIOD }) {
            ...some previous { ...some } changes { field changeRate isUpGood }
            buckets { start activeUsers conversations } previousBuckets { start activeUsers conversations }
          }
        } fragment some on ConversationMeasures { ${some} }`,
        { range },
      ),
    ).toEqual({
      conversationAnalytics: {
        conversations: 3,
        activeUsers: 2,
        averageDurationSeconds: 120,
        averageResponseTimeMs: 100,
        messagesPerConversation: 1,
        previous: {
          conversations: 1,
          activeUsers: 1,
          averageDurationSeconds: 60,
          averageResponseTimeMs: 400,
          messagesPerConversation: 1,
        },
        changes: [
          { field: 'conversations', changeRate: 2, isUpGood: true },
          { field: 'activeUsers', changeRate: 1, isUpGood: true },
          { field: 'averageDurationSeconds', changeRate: 1, isUpGood: null },
          { field: 'messagesPerConversation', changeRate: 0, isUpGood: null },
          { field: 'averageResponseTimeMs', changeRate: -0.75, isUpGood: false },
        ],
        buckets: [
          { start: '2024-03-01T00:00:00.000Z', activeUsers: 2, conversations: 3 },
          { start: '2024-03-02T00:00:00.000Z', activeUsers: 0, conversations: 0 },
        ],
        previousBuckets: [
          { start: '2024-02-28T00:00:00.000Z', activeUsers: 1, conversations: 1 },
          { start: '2024-02-29T00:00:00.000Z', activeUsers: 0, conversations: 0 },
        ],
      },
    })
  })

  test('with a filter counts conversations with an event that passes, and the messages that pass', async () => {
    await eventsHappened(app, 'filtered', [
      ...events,
      // Both began in the range; the only event of c7 that passes happened a week after its end.
      message('c6', '2024-03-01T08:00:00Z', { model: 'big "model"', provider: 'acme', responseTimeMs: 10 }),
      message('c6', '2024-03-01T08:01:00Z', { responseTimeMs: 50 }),
      message('c7', '2024-03-02T08:00:00Z', { responseTimeMs: 90 }),
      message('c7', '2024-03-10T08:00:00Z', { model: 'big "model"', provider: 'acme', responseTimeMs: 70 }),
    ])
    const { answer } = story(app, 'filtered')
    const filtered = (filter: object) =>
      answer(
        `query ($range: DateRangeInput, $filter: FilterInput) { conversationAnalytics(range: $range, filter: $filter) {
          conversations messages averageResponseTimeMs topics { topic conversations }
          buckets { conversations messages } durationHistogram(edges: [900]) { conversations }
          responseTimeHistogram(edges: [100]) { count } } }`,
        { range, filter },
      )
    expect(await filtered({ dimension: 'MODEL', values: ['big "model"'] })).toEqual({
      conversationAnalytics: {
        conversations: 2,
        messages: 1,
        averageResponseTimeMs: 10,
        topics: [],
        buckets: [
          { conversations: 1, messages: 1 },
          { conversations: 1, messages: 0 },
        ],
        durationHistogram: [{ conversations: 0 }, { conversations: 0 }],
        responseTimeHistogram: [{ count: 1 }, { count: 0 }],
      },
    })
    expect(await filtered({ dimension: 'CHANNEL', values: ['slack'] })).toMatchObject({
      conversationAnalytics: { conversations: 1, messages: 0, buckets: [{}, { conversations: 1 }] },
    })
    expect(await filtered({ dimension: 'CONVERSATION_STATUS', values: ['ESCALATED'] })).toMatchObject({
      conversationAnalytics: {
        conversations: 1,
        messages: 0,
        topics: [{ topic: 'billing', conversations: 1 }],
        durationHistogram: [{ conversations: 0 }, { conversations: 1 }],
      },
    })
  })

  test('shows how long conversations and answers take, in usual buckets or between given edges', async () => {
    await eventsHappened(app, 'histograms', events)
    const { answer } = story(app, 'histograms')
    expect(
      await answer(
        `query ($range: DateRangeInput) { conversationAnalytics(range: $range) {
          usual: durationHistogram { fromSeconds toSeconds conversations share }
          chosen: durationHistogram(edges: [0.5, 600, 1200]) { fromSeconds toSeconds conversations share }
          responseTimeHistogram(edges: [100, 100.5]) { fromMs toMs count share } } }`,
        { range },
      ),
    ).toEqual({
      conversationAnalytics: {
        // Ten minutes and twenty: c1 and c2.
        usual: [0, 60, 300, 600, 1_800, 3_600, 14_400, 86_400].map((fromSeconds, i, edges) => ({
          fromSeconds,
          toSeconds: edges[i + 1] ?? null,
          conversations: fromSeconds === 600 ? 2 : 0,
          share: fromSeconds === 600 ? 1 : 0,
        })),
        chosen: [
          { fromSeconds: 0, toSeconds: 0.5, conversations: 0, share: 0 },
          { fromSeconds: 0.5, toSeconds: 600, conversations: 0, share: 0 },
          { fromSeconds: 600, toSeconds: 1_200, conversations: 1, share: 0.5 },
          { fromSeconds: 1_200, toSeconds: null, conversations: 1, share: 0.5 },
        ],
        responseTimeHistogram: [
          { fromMs: 0, toMs: 100, count: 0, share: 0 },
          { fromMs: 100, toMs: 100.5, count: 1, share: 0.5 },
          { fromMs: 100.5, toMs: null, count: 1, share: 0.5 },
        ],
      },
    })
    expect(
      await answer(
        `query ($range: DateRangeInput) { conversationAnalytics(range: $range) {
          durationHistogram(edges: [1e-7, 31536000]) { fromSeconds conversations }
          responseTimeHistogram(edges: [1e-7, 31536000000]) { fromMs count } } }`,
        { range },
      ),
    ).toEqual({
      conversationAnalytics: {
        durationHistogram: [
          { fromSeconds: 0, conversations: 0 },
          { fromSeconds: 1e-7, conversations: 2 },
          { fromSeconds: 31_536_000, conversations: 0 },
        ],
        responseTimeHistogram: [
          { fromMs: 0, count: 0 },
          { fromMs: 1e-7, count: 2 },
          { fromMs: 31_536_000_000, count: 0 },
        ],
      },
    })
    expect(
      await answer(
        '{ conversationAnalytics(range: { preset: TODAY }) { durationHistogram(edges: [1]) { share } } }',
      ),
    ).toEqual({ conversationAnalytics: { durationHistogram: [{ share: null }, { share: null }] } })
  })

  test.each([
    ['none', '[]'],
    ['a negative one', '[-1, 5]'],
    ['zero', '[0]'],
    ['two that are equal', '[5, 5]'],
    ['descending ones', '[9, 5]'],
    ['one above a year', '[31536000001]'],
    ['too many', `[${Array.from({ length: 101 }, (_, i) => i + 1).join()}]`],
  ])('refuses edges of a histogram: %s', async (_, edges) => {
    const { ask } = story(app, 'refused edges')
    for (const histogram of ['durationHistogram', 'responseTimeHistogram']) {
      const tooLong =
        histogram === 'responseTimeHistogram' ? edges.replace('31536000001', '31536000000001') : edges
      const { errors } = await ask(`{ conversationAnalytics { ${histogram}(edges: ${tooLong}) { share } } }`)
      expect(errors[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        reason: 'INVALID_EDGES',
        field: 'edges',
      })
    }
  })

  test('contains nothing of other projects', async () => {
    await eventsHappened(app, 'other', events)
    expect(await story(app, 'ours').answer(ask, { range })).toMatchObject({
      conversationAnalytics: { summary: { conversations: 0, satisfaction: null }, topics: [] },
    })
  })
})
