import { afterAll, beforeAll, expect, test } from 'vitest'
import { readmeDashboard } from '../../support/readme-dashboard.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

test('the dashboard of the README is one request of twelve questions, all of which answer', async () => {
  const { answer, happened } = story(app, 'readme')
  await happened([
    { name: 'signup', userId: 'ann' },
    { name: 'message sent', userId: 'ann' },
    { name: 'signup', userId: 'bob' },
  ])
  const dashboard = await answer<object>(readmeDashboard)
  expect(Object.keys(dashboard)).toHaveLength(12)
  expect(Object.values(dashboard)).not.toContain(null)
  expect(dashboard).toMatchObject({
    summary: { totalEvents: 3, totalUsers: 2, activeUsersToday: 2 },
    userStats: { activeUsers: 2, newUsers: 2, logins: 0 },
    aiStats: { calls: 0, errorRate: null, previous: { calls: 0, costUsd: '0' } },
    topUsers: {
      users: [
        { user: { userId: 'ann' }, events: 2 },
        { user: { userId: 'bob' }, events: 1 },
      ],
    },
    funnel: {
      completionRate: 0.5,
      steps: [
        { name: 'signup', users: 2 },
        { name: 'message sent', users: 1 },
      ],
    },
  })
})
