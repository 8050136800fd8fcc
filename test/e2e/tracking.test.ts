import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

test('an event is there for the question that follows its receipt', async () => {
  const tracked = await app.ask<{ trackEvent: object }>(
    `mutation { trackEvent(input: { eventId: "first", name: "signup", userId: "ann" }) { index eventId status } }`,
  )
  expect(tracked.data).toEqual({ trackEvent: { index: 0, eventId: 'first', status: 'ACCEPTED' } })

  const { data } = await app.ask(`{ summary { totalEvents totalUsers activeUsersToday } }`)
  expect(data).toEqual({ summary: { totalEvents: 1, totalUsers: 1, activeUsersToday: 1 } })
})
