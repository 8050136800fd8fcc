import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvRows, exported } from '../../support/exported.ts'
import { second } from '../../support/moments.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const allTime = { between: { from: '1970-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' } }

test('a list of events is written as CSV in the order in which they happened', async () => {
  await eventsHappened(app, 'csv', [
    {
      event: {
        eventId: 'e2',
        name: 'pay',
        userId: 'ann',
        timestamp: second(9),
        properties: { plan: 'pro', n: 1 },
      },
    },
    { event: { eventId: 'e1', name: 'open', timestamp: second(0), channel: 'web' } },
  ])
  const { file, done } = await exported(app, story(app, 'csv'), {
    list: 'EVENTS',
    format: 'CSV',
    range: allTime,
    columns: ['eventId', 'kind', 'name', 'timestamp', 'userId', 'channel', 'properties'],
  })
  expect(file.toString()).toBe(
    'eventId,kind,name,timestamp,userId,channel,properties\r\n' +
      '"e1","CUSTOM","open","2024-03-01T00:00:00.000Z",,"web",\r\n' +
      '"e2","CUSTOM","pay","2024-03-01T00:00:09.000Z","ann",,"{""n"":1,""plan"":""pro""}"\r\n',
  )
  expect(done).toMatchObject({ rows: 2, bytes: file.length })
  expect(csvRows(file)).toHaveLength(2)
})
