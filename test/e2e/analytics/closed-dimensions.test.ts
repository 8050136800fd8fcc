import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

const timestamp = '2024-03-01T10:00:00Z'
const range = { from: '2024-03-01T00:00:00Z', to: '2024-03-02T00:00:00Z' }

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await eventsHappened(app, 'kinds', [
    { event: { name: 'open', userId: 'ann', timestamp } },
    { message: { conversationId: 'c', role: 'USER', userId: 'ann', timestamp } },
    { message: { conversationId: 'c', role: 'ASSISTANT', feedback: 'POSITIVE', userId: 'ann', timestamp } },
    { conversation: { conversationId: 'c', status: 'ESCALATED', userId: 'ann', timestamp } },
    { aiCall: { callType: 'IMAGE', serviceTier: 'BATCH', costUsd: '1', userId: 'ann', timestamp } },
    {
      activity: {
        type: 'login',
        userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)',
        timestamp,
      },
    },
  ])
})
afterAll(() => app.close())

const question = `query($filter: FilterInput, $range: DateRangeInput!) { stats(range: $range, filter: $filter) { events } }`
const eventsWith = async (filter: object) =>
  (await story(app, 'kinds').answer<{ stats: { events: number } }>(question, { filter, range })).stats.events

describe('a dimension with a closed list of values', () => {
  test.each([
    ['KIND', 'MESSAGE', 2],
    ['KIND', 'message', 2],
    ['KIND', 'CUSTOM', 1],
    ['KIND', 'EVENT', 1],
    ['KIND', 'event', 1],
    ['KIND', 'AI_CALL', 1],
    ['KIND', 'ai_call', 1],
    ['ROLE', 'ASSISTANT', 1],
    ['CALL_TYPE', 'IMAGE', 1],
    ['SERVICE_TIER', 'BATCH', 1],
    ['SERVICE_TIER', 'STANDARD', 0],
    ['COST_SOURCE', 'PROVIDED', 1],
    ['FEEDBACK', 'NEGATIVE', 0],
    ['CONVERSATION_STATUS', 'ESCALATED', 1],
    ['DEVICE', 'mobile', 1],
    ['SUCCESS', 'true', 1],
    ['CACHE_HIT', 'true', 0],
  ])('%s takes %s', async (dimension, value, events) => {
    expect(await eventsWith({ dimension, values: [value] })).toBe(events)
    expect(await eventsWith({ dimension, operator: 'IS_NOT', values: [value] })).toBe(6 - events)
  })

  test.each([
    ['KIND', 'MESAGE', 'CUSTOM, ACTIVITY, CONVERSATION, MESSAGE, AI_CALL, API_CALL, SYSTEM_METRIC'],
    ['KIND', 'constructor', 'CUSTOM, ACTIVITY, CONVERSATION, MESSAGE, AI_CALL, API_CALL, SYSTEM_METRIC'],
    ['ROLE', 'user', 'USER, ASSISTANT, SYSTEM, TOOL'],
    ['CALL_TYPE', 'CHAT', 'COMPLETION, EMBEDDING, IMAGE, AUDIO, MODERATION, RERANK, OTHER'],
    ['SERVICE_TIER', 'batch', 'STANDARD, BATCH, FLEX, PRIORITY'],
    ['FEEDBACK', 'GOOD', 'POSITIVE, NEGATIVE'],
    ['CONVERSATION_STATUS', 'OPEN', 'ACTIVE, COMPLETED, ABANDONED, ESCALATED'],
    ['DEVICE', 'phone', 'desktop, mobile, tablet, tv, bot'],
    ['SUCCESS', 'yes', 'true, false'],
    ['CACHE_HIT', '1', 'true, false'],
  ])('%s refuses %s and names its choices', async (dimension, value, choices) => {
    for (const operator of ['IS', 'IS_NOT']) {
      const filter = { not: { dimension, operator, values: [value] } }
      const { errors } = await story(app, 'kinds').ask(question, { filter, range })
      expect(errors[0]).toMatchObject({
        message: `${dimension} must be one of ${choices}.`,
        extensions: { reason: 'INVALID_FILTER', field: 'filter' },
      })
    }
  })

  test('takes a part of a value with CONTAINS', async () => {
    expect(await eventsWith({ dimension: 'KIND', operator: 'CONTAINS', values: ['CALL'] })).toBe(1)
  })

  test('is shown with the spelling of the enum', async () => {
    const { audience, catalog } = await story(app, 'kinds').answer<{
      audience: { groups: { value: string }[] }
      catalog: { dimensions: { dimension: string; topValues: { value: string }[] }[] }
    }>(
      `query($range: DateRangeInput) {
        audience(by: { dimension: KIND }, range: $range) { groups { value } }
        catalog(range: $range) { dimensions { dimension topValues { value } } }
      }`,
      { range },
    )
    const kinds = ['ACTIVITY', 'AI_CALL', 'CONVERSATION', 'CUSTOM', 'MESSAGE']
    expect(audience.groups.map(({ value }) => value).toSorted()).toEqual(kinds)
    const { topValues } = catalog.dimensions.find(({ dimension }) => dimension === 'KIND')!
    expect(topValues.map(({ value }) => value).toSorted()).toEqual(kinds)
  })

  test('an argument that is an enum refuses another value too, also in a variable', async () => {
    const ask = 'query($role: MessageRole) { messages(filter: { role: $role }) { totalCount } }'
    const { errors } = await story(app, 'kinds').ask(ask, { role: 'user' })
    expect(errors[0]!.message).toBe(
      'Variable "$role" must be of type "MessageRole": one of USER, ASSISTANT, SYSTEM, TOOL.',
    )
  })
})
