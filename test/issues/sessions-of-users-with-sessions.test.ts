// The lengths of the sessions of users with more than one session: ClickHouse refused the statement as one on a missing
// table, and no project got an answer until the check for damage that this began had ended.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { eventsHappened } from '../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const range = { between: { from: '2026-01-05T00:00:00Z', to: '2026-01-06T00:00:00Z' } }
const segment = { metric: { metric: 'TOTAL_SESSIONS', operator: 'GREATER_THAN', value: 1 } }
const open = (userId: string, time: string) => ({
  event: { userId, name: 'open', timestamp: `2026-01-05T${time}Z` },
})

test('questions about sessions and conversations take a segment by sessions', async () => {
  await eventsHappened(app, 'sessions', [
    open('ann', '10:00:00'),
    open('ann', '10:01:00'),
    open('ann', '12:00:00'),
    open('bob', '10:00:00'),
    open('bob', '10:20:00'),
    {
      conversation: {
        userId: 'ann',
        conversationId: 'c',
        startedAt: '2026-01-05T12:00:00Z',
        timestamp: '2026-01-05T12:00:00Z',
        topics: ['prices'],
      },
    },
  ])
  const answer = await story(app, 'sessions').answer(
    `query ($range: DateRangeInput, $segment: SegmentInput) {
      engagement(range: $range, segment: $segment) { averageSessionSeconds }
      conversationAnalytics(range: $range, segment: $segment) { topics { topic conversations } }
    }`,
    { range, segment },
  )
  // Only ann has two sessions: of 60 s and of 0 s.
  expect(answer).toEqual({
    engagement: { averageSessionSeconds: 30 },
    conversationAnalytics: { topics: [{ topic: 'prices', conversations: 1 }] },
  })
})
