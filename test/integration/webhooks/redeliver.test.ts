import { afterAll, beforeAll, expect, test } from 'vitest'
import { hookAt } from '../../support/delivery/webhooks.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ WEBHOOK_ALLOW_PRIVATE: '127.0.0.1' })
  // Nothing is sent: the test looks at what is about to be.
  await app.services.jobs.stop()
})
afterAll(() => app.close())

test('of many missed messages, redeliver sends the oldest 1,000 that pass the filter, and then the rest', async () => {
  const told = story(app, 'many')
  const { pool } = app.services.database
  // 3,270 in one instant and the first 30 a minute later. Every third one passes the filter: 1,100.
  await pool.query(
    `insert into announcements (project, type, key, at, data, created_at)
     select 'many', 'alert.firing', n::text, now(),
       jsonb_build_object('name', n::text, 'text', repeat('x', 100), 'value', n,
         'metric', case n % 3 when 0 then 'messages' else 'cost' end),
       now() - interval '1 hour' + case when n <= 30 then interval '1 minute' else interval '0' end
     from generate_series(1, 3300) as n`,
  )
  const { id } = await hookAt(
    told,
    'http://127.0.0.1:9/hook',
    'events: [ALERT_FIRING], filter: { metric: "messages", threshold: 3 }',
  )
  const redeliver = async () =>
    (
      await told.answer<{ redeliver: { count: number } }>(
        `mutation { redeliver(input: { webhookId: "${id}", since: "2020-01-01T00:00:00Z" }) { count } }`,
      )
    ).redeliver.count
  const sent = async () => {
    const { rows } = await pool.query<{ n: number }>(
      `select key::integer as n from deliveries d join announcements a on a.id = d.announcement_id
       where a.project = 'many' order by 1`,
    )
    return rows.map(({ n }) => n)
  }
  const passing = Array.from({ length: 1_100 }, (_, i) => 3 * (i + 1))
  expect(await redeliver()).toBe(1_000)
  // The 1,000 after the first ten, which are the newest.
  expect(await sent()).toEqual(passing.slice(10, 1_010))
  expect(await redeliver()).toBe(100)
  expect(await sent()).toEqual(passing)
  expect(await redeliver()).toBe(0)
})
