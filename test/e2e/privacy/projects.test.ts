import type { ClientBase } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { overloaded } from '../../../src/errors.ts'
import { sentItem } from '../../../src/ingest/sent-batch.ts'
import { track } from '../../../src/ingest/track.ts'
import type { Job } from '../../../src/jobs/job.ts'
import { pooledTransaction } from '../../../src/postgres/transaction.ts'
import { type DeletionPayload, deletionJob } from '../../../src/privacy/projects/deletion-job.ts'
import { verifyProjection } from '../../../src/projection/verify/verify-projection.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened, trackEvents } from '../../support/track-events.ts'
import { TrackEventsDocument } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

/** The answer to an operator. */
async function operator<Data>(query: string): Promise<Data> {
  const { data, errors } = await app.ask<Data>(query, {}, app.token('super-admin'))
  expect(errors).toEqual([])
  return data as Data
}

const errors = 'userErrors { code field }'
const settings = 'project { id timeZone status limits { batch eventsPerDay } retention { messages events } }'
const change = (field: string, input: string, selected = settings) =>
  operator<Record<string, { project: object | null; userErrors: object[] }>>(
    `mutation { ${field}(input: ${input}) { ${selected} ${errors} } }`,
  ).then(data => data[field]!)

test('an operator creates a project, changes it, and sees it among the others', async () => {
  expect(
    await change('createProject', '{ id: "acme", timeZone: "Asia/Tokyo", limits: { batch: 7 } }'),
  ).toEqual({
    project: {
      id: 'acme',
      timeZone: 'Asia/Tokyo',
      status: 'ACTIVE',
      limits: { batch: 7, eventsPerDay: null },
      retention: { messages: null, events: null },
    },
    userErrors: [],
  })
  const { project } = await change(
    'updateProject',
    '{ id: "acme", limits: { batch: null, eventsPerDay: 3 }, retention: { messages: 30 } }',
  )
  expect(project).toMatchObject({
    limits: { batch: null, eventsPerDay: 3 },
    retention: { messages: 30, events: null },
  })
  const { projects } = await operator<{ projects: object }>(
    '{ projects { totalCount nodes { id timeZone fromToken keptUntil } } }',
  )
  expect(projects).toEqual({
    totalCount: 2,
    nodes: [
      { id: 'acme', timeZone: 'Asia/Tokyo', fromToken: false, keptUntil: null },
      { id: 'default', timeZone: 'UTC', fromToken: false, keptUntil: null },
    ],
  })
})

test('wrong input is refused with its code, and changes nothing', async () => {
  const refused = async (field: string, input: string, selected?: string) =>
    (await change(field, input, selected)).userErrors
  expect(await refused('createProject', '{ id: "", timeZone: "Mars", limits: { batch: 0 } }')).toEqual([
    { code: 'INVALID_TEXT', field: 'id' },
    { code: 'INVALID_TIME_ZONE', field: 'timeZone' },
    { code: 'OUT_OF_RANGE', field: 'limits.batch' },
  ])
  expect(await refused('createProject', '{ id: "default" }')).toEqual([{ code: 'NAME_TAKEN', field: 'id' }])
  expect(await refused('updateProject', '{ id: "nowhere" }')).toEqual([{ code: 'NOT_FOUND', field: 'id' }])
  expect(await refused('updateProject', '{ id: "default", retention: { messages: 0 } }')).toEqual([
    { code: 'OUT_OF_RANGE', field: 'retention.messages' },
  ])
  const remove = (id: string, confirmation: string) =>
    refused('deleteProject', `{ id: "${id}", confirmation: "${confirmation}" }`, 'job { id }')
  expect(await remove('default', 'default')).toEqual([{ code: 'DEFAULT_PROJECT', field: 'id' }])
  expect(await remove('nowhere', 'nowhere')).toEqual([{ code: 'NOT_FOUND', field: 'id' }])
  expect(await remove('default2', 'default')).toEqual([{ code: 'NOT_CONFIRMED', field: 'confirmation' }])
})

test('an operator reads no data of a project', async () => {
  const { errors } = await app.ask('{ summary { totalEvents } }', {}, app.token('super-admin'))
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
  const { viewer } = await operator<{ viewer: object }>('{ viewer { roles scopes } }')
  expect(viewer).toEqual({ roles: ['SUPER_ADMIN'], scopes: [] })
})

test('the limits of a project take the place of those of the service', async () => {
  await change('createProject', '{ id: "small", limits: { eventsPerDay: 3, batch: 2 } }')
  const { ask } = story(app, 'small')
  const send = (count: number) => {
    const events = Array.from({ length: count }, () => ({ name: 'a' }))
    return ask(TrackEventsDocument, { events })
  }
  expect((await send(2)).data!.trackEvents.accepted).toBe(2)
  const { accepted, receipts } = (await send(2)).data!.trackEvents
  expect([accepted, receipts.map(({ code }) => code)]).toEqual([1, [null, 'QUOTA_EXCEEDED']])
  expect((await send(1)).errors[0]!.extensions).toMatchObject({ code: 'RATE_LIMITED', limit: 2 })
  const shown = await ask('{ settings { rates { batch track eventsPerDay } } }')
  expect(shown.data).toEqual({ settings: { rates: { batch: 2, track: null, eventsPerDay: 3 } } })
})

test('a deleted project is refused, then gone from every table, and can be created anew', async () => {
  await change('createProject', '{ id: "gone" }')
  const { answer, happened } = story(app, 'gone')
  await happened([{ name: 'a', userId: 'ann', eventId: 'one' }])
  await answer(
    'mutation { createSegment(input: { name: "s", condition: { trait: { key: "plan", operator: IS_SET } } }) { segment { id } } }',
  )
  await answer('{ summary { totalEvents } }')
  await change('deleteProject', '{ id: "gone", confirmation: "gone" }', 'job { kind }')
  const { errors } = await app.ask('{ viewer { project } }', {}, app.token('admin', 'gone'))
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['PROJECT_DELETING'])
  const found = () => operator<{ project: object | null }>('{ project(id: "gone") { status } }')
  expect(await found()).toEqual({ project: { status: 'DELETING' } })
  await expect.poll(found, { timeout: 30_000, interval: 200 }).toEqual({ project: null })

  const { pool } = app.services.database
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'project'`,
  )
  for (const { name } of rows)
    expect([name, (await pool.query(`select from ${name} where project = 'gone'`)).rowCount]).toEqual([
      name,
      0,
    ])
  await happened([{ name: 'b', userId: 'ann', eventId: 'one' }])
  // The number that this process remembered for ann was that of the project before.
  expect(await answer('{ summary { totalEvents totalUsers } user(id: "ann") { userId } }')).toEqual({
    summary: { totalEvents: 1, totalUsers: 1 },
    user: { userId: 'ann' },
  })
})

test('events that were written behind the removal of their project leave both engines too', async () => {
  const { database, clickhouse, env } = app.services
  await change('createProject', '{ id: "slow" }')
  await eventsHappened(app, 'slow', [{ event: { name: 'late', userId: 'ann' } }])
  const write: Job['write'] = write => pooledTransaction(database.pool, write)
  const job = {
    id: '0',
    project: 'default',
    // No removal has this id: it is done.
    payload: { project: 'slow', removal: '0' },
    signal: new AbortController().signal,
    write,
    finish: (last: (client: ClientBase) => Promise<void>) => write(last),
  } as unknown as Job<DeletionPayload>
  await deletionJob({ database, env }).run(job)
  const client = await database.connect()
  try {
    // The projection may be about to copy an event of another test.
    await expect
      .poll(() => verifyProjection(client, clickhouse))
      .toMatchObject({ differences: [], waiting: 0 })
  } finally {
    await client.end()
  }
  expect((await operator<{ project: null }>('{ project(id: "slow") { id } }')).project).toBeNull()
})

test('events that could not be stored leave their room in the day', async () => {
  await change('createProject', '{ id: "full", limits: { eventsPerDay: 2 } }')
  await story(app, 'full').answer('{ viewer { project } }')
  const events = ['a', 'b'].map(name => ({ event: { name } }))
  const refuse = async () => {
    throw overloaded('events')
  }
  const busy = { ...app.services, write: Object.assign(refuse, { forgetUsers: () => undefined }) }
  const sender = { project: 'full', viewer: { subject: 'test' } } as Parameters<typeof track>[0]
  const sent = events.map(event => sentItem(event as never))
  await expect(track(sender, busy, sent)).rejects.toThrow()
  expect(await trackEvents(app, 'full', [...events, ...events])).toMatchObject({ accepted: 2, rejected: 2 })
})

test('a request that has begun keeps the settings of its project while they change', async () => {
  await change('createProject', '{ id: "steady", timeZone: "Asia/Tokyo", limits: { eventsPerDay: 3 } }')
  await story(app, 'steady').answer('{ summary { totalEvents } }')
  const { projects } = app.services
  await change('updateProject', '{ id: "steady", limits: { eventsPerDay: 4 } }')
  expect(projects.settingsOf('steady')).toMatchObject({ timeZone: 'Asia/Tokyo', limits: { eventsPerDay: 3 } })
  await story(app, 'steady').answer('{ summary { totalEvents } }')
  expect(projects.settingsOf('steady')).toMatchObject({ timeZone: 'Asia/Tokyo', limits: { eventsPerDay: 4 } })
})
