import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Job } from '../../../src/jobs/job.ts'
import { pooledTransaction } from '../../../src/postgres/transaction.ts'
import { retentionJob } from '../../../src/privacy/retention/retention-job.ts'
import { verifyProjection } from '../../../src/projection/verify/verify-projection.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened, trackEvents } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const dayMs = 86_400_000
/** Noon in UTC, some days before today. */
const noon = (daysAgo: number) =>
  new Date(Math.floor(Date.now() / dayMs - daysAgo) * dayMs + dayMs / 2).toISOString()

const message = (userId: string, daysAgo: number) => ({
  message: { userId, conversationId: `c-${userId}`, role: 'USER', timestamp: noon(daysAgo) },
})
const apiCall = (daysAgo: number) => ({
  apiCall: { endpoint: '/', method: 'GET', statusCode: 200, timestamp: noon(daysAgo) },
})

async function operate(field: string, input: string): Promise<object[]> {
  const { data, errors } = await app.ask<Record<string, { userErrors: object[] }>>(
    `mutation { ${field}(input: ${input}) { userErrors { code field } } }`,
    {},
    app.token('super-admin'),
  )
  expect(errors).toEqual([])
  return data![field]!.userErrors
}

const stats = '{ dailyStats(days: 60) { date events activeUsers newUsers totalUsers messages apiCalls } }'
const summary = (days: number) =>
  `{ summary(range: { last: { count: ${days}, unit: DAY } }) { totalMessages meta { isComplete caveats { code } } } }`

/** Applies the retention of a project and waits for the end of the run. */
async function expire(project: string): Promise<void> {
  expect(await operate('applyRetention', `{ id: "${project}" }`)).toEqual([])
  const { pool } = app.services.database
  const due = async () => {
    const { rows } = await pool.query(
      `select state, run_at > now() + interval '1 minute' as "isTonight", error_message as error
       from work where project = $1 and kind = 'RETENTION'`,
      [project],
    )
    return rows[0]
  }
  await expect
    .poll(due, { timeout: 40_000, interval: 100 })
    .toEqual({ state: 'QUEUED', isTonight: true, error: null })
}

async function differences(): Promise<object> {
  const client = await app.services.database.connect()
  try {
    return (await verifyProjection(client, app.services.clickhouse)).differences
  } finally {
    await client.end()
  }
}

test('expired events leave, and the daily statistics of their days stay', async () => {
  const { answer } = story(app, 'kept')
  await eventsHappened(app, 'kept', [
    message('ann', 40),
    apiCall(40),
    message('bob', 31),
    message('ann', 29),
    apiCall(29),
    message('cid', 2),
  ])
  const before = await answer(stats)
  expect(before).toMatchObject({
    dailyStats: expect.arrayContaining([expect.objectContaining({ newUsers: 1 })]),
  })
  expect(await answer(summary(60))).toEqual({
    summary: { totalMessages: 4, meta: { isComplete: false, caveats: [] } },
  })
  expect(await operate('updateProject', '{ id: "kept", retention: { messages: 30 } }')).toEqual([])
  await expire('kept')

  // The messages of ann and bob before 30 days ago are gone; the API call of the same day is kept for ever.
  const { rows } = await app.services.database.pool.query(
    `select kind, count(*)::integer as events from events where project = 'kept' group by 1 order by 1`,
  )
  expect(rows).toEqual([
    { kind: 'api_call', events: 2 },
    { kind: 'message', events: 2 },
  ])
  expect(await answer(stats)).toEqual(before)
  app.services.projects.renew('kept')
  expect(await answer(summary(60))).toEqual({
    summary: { totalMessages: 2, meta: { isComplete: false, caveats: [{ code: 'EVENTS_EXPIRED' }] } },
  })
  expect((await answer<{ summary: { meta: object } }>(summary(20))).summary.meta).toMatchObject({
    caveats: [],
  })
  expect(await differences()).toEqual([])
})

test('an event of a kept day is rejected, whatever its kind is, and its neighbours are stored', async () => {
  const { receipts } = await trackEvents(app, 'kept', [message('dan', 40), apiCall(31), apiCall(29)])
  expect(receipts).toMatchObject([
    { status: 'REJECTED', code: 'EXPIRED', field: 'timestamp' },
    { status: 'REJECTED', code: 'EXPIRED', field: 'timestamp' },
    { status: 'ACCEPTED', code: null },
  ])
})

test('kept days are read also before the other days of the project are listed again', async () => {
  const { answer } = story(app, 'kept')
  const before = await answer(stats)
  const { database } = app.services
  const [resetting, holding] = [await database.connect(), await database.connect()]
  await resetting.query(`begin; update roll_ups set time_zone = null where project = 'kept'`)
  // Held from the commit on, so that the roll-up skips the project.
  const held = holding.query(`begin; select from roll_ups where project = 'kept' for update`)
  await resetting.query('commit')
  await held
  expect(await answer(stats)).toEqual(before)
  await holding.query('commit')
  await Promise.all([resetting.end(), holding.end()])
  await expect
    .poll(async () => (await database.pool.query(`select from roll_ups where time_zone is null`)).rowCount)
    .toBe(0)
})

test('kept days and first activities survive when ClickHouse is filled from the log again', async () => {
  const { answer, ask } = story(app, 'kept')
  const before = await answer(stats)
  const users = '{ userStats(range: { last: { count: 30, unit: DAY } }) { newUsers totalUsers } }'
  const usersBefore = await answer(users)
  await app.services.clickhouse.dropTables()
  await ask('{ summary { totalEvents } }')
  const isBack = async () => (await ask('{ summary { totalEvents } }')).data
  await expect.poll(isBack, { timeout: 30_000, interval: 200 }).toEqual({ summary: { totalEvents: 5 } })
  expect(await answer(stats)).toEqual(before)
  expect(await answer(users)).toEqual(usersBefore)
  expect(await differences()).toEqual([])
})

test('a retention that is set while a run of its project ends is not forgotten', async () => {
  const { database } = app.services
  expect(await operate('createProject', '{ id: "raced" }')).toEqual([])
  const ends: (Date | null)[] = []
  const job = {
    project: 'raced',
    repeat: async (write: Parameters<Job['repeat']>[0]) => {
      await database.pool.query(`update projects set retention = '{"message": 30}' where id = 'raced'`)
      ends.push(await pooledTransaction(database.pool, write))
    },
  } as Job<null>
  await retentionJob({ database, now: () => new Date('2026-03-01T12:00:00Z') }).run(job)
  expect(ends).toEqual([new Date('2026-03-02T00:20:00Z')])
})

test('the time zone of a project with kept days cannot change', async () => {
  expect(await operate('updateProject', '{ id: "kept", timeZone: "Asia/Tokyo" }')).toEqual([
    { code: 'DAYS_KEPT', field: 'timeZone' },
  ])
})

test('the daily statistics of a project follow its time zone while nothing has expired', async () => {
  const { answer, happened } = story(app, 'moving')
  // 20:00 in UTC is 5:00 of the next day in Tokyo.
  const evening = noon(3).replace('T12', 'T20')
  await happened([{ name: 'a', userId: 'ann', timestamp: evening }])
  const dates = async () => {
    const { dailyStats } = await answer<{ dailyStats: { date: string; events: number }[] }>(
      '{ dailyStats(days: 10) { date events } }',
    )
    return dailyStats.filter(({ events }) => events).map(({ date }) => date)
  }
  expect(await dates()).toEqual([evening.slice(0, 10)])
  expect(await operate('updateProject', '{ id: "moving", timeZone: "Asia/Tokyo" }')).toEqual([])
  expect(await dates()).toEqual([noon(2).slice(0, 10)])
  await expect
    .poll(
      async () => {
        const { rows } = await app.services.database.pool.query(
          `select time_zone as zone, day::text, is_stale from daily_stats where project = 'moving'`,
        )
        return rows
      },
      { timeout: 20_000, interval: 100 },
    )
    .toEqual([{ zone: 'Asia/Tokyo', day: noon(2).slice(0, 10), is_stale: false }])
  expect(await dates()).toEqual([noon(2).slice(0, 10)])
})
