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

  test('contains nothing of other projects', async () => {
    await eventsHappened(app, 'other', events)
    expect(await story(app, 'ours').answer(ask, { range })).toMatchObject({
      conversationAnalytics: { summary: { conversations: 0, satisfaction: null }, topics: [] },
    })
  })
})
