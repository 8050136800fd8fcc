import { afterEach, beforeEach, expect, test } from 'vitest'
import { insertEvents } from '../../src/ingest/insert-events.ts'
import { type Projector } from '../../src/projection/projector.ts'
import { forget } from '../support/privacy/forget.ts'
import { openProjection, type TestProjection, verdict } from '../support/projection.ts'

let projection: TestProjection
let projector: Projector
let ann: number
let bob: number
beforeEach(async () => {
  projection = await openProjection()
  const { rows } = await projection.database.pool.query<{ no: number }>(
    `insert into users (project, external_id, created_at)
     values ('p', 'ann', '2024-06-01T12:00Z'), ('p', 'bob', '2024-06-02T12:00Z') returning no`,
  )
  ;[ann, bob] = rows.map(({ no }) => no) as [number, number]
  projector = await projection.start()
})
afterEach(() => projection.close())

/** An event of ann in a conversation of hers. */
async function annSays(at: string, conversation = 'c'): Promise<void> {
  const message = { project: 'p', kind: 'message' as const, name: 'message', user_no: ann }
  await insertEvents(projection.database.pool, [
    { ...message, event_id: at, conversation_id: conversation, occurred_at: at },
  ])
  await projector.caughtUp()
}

async function daysOf(table: 'user_days' | 'conversation_days'): Promise<string[]> {
  const { rows } = await projection.database.pool.query<{ day: string }>(
    `select last_on::text as day from ${table} where project = 'p' order by no`,
  )
  return rows.map(({ day }) => day)
}

test('a user without events is listed under the day of its creation, and then under that of its last event', async () => {
  expect(await daysOf('user_days')).toEqual(['2024-06-01', '2024-06-02'])
  await annSays('2024-02-15T23:59:59.999Z')
  expect(await daysOf('user_days')).toEqual(['2024-02-15', '2024-06-02'])
  await annSays('2024-02-16T00:00:00Z')
  expect(await daysOf('user_days')).toEqual(['2024-02-16', '2024-06-02'])
  await annSays('2024-01-01T00:00:00Z')
  expect(await daysOf('user_days')).toEqual(['2024-02-16', '2024-06-02'])
  expect((await verdict(projection)).differences).toEqual([])
})

test('a conversation is listed under the day of its last event', async () => {
  await annSays('2024-02-15T12:00:00Z')
  await annSays('2024-02-14T12:00:00Z', 'd')
  expect(await daysOf('conversation_days')).toEqual(['2024-02-15', '2024-02-14'])
  await annSays('2024-02-13T12:00:00Z')
  await annSays('2024-03-01T12:00:00Z', 'd')
  expect(await daysOf('conversation_days')).toEqual(['2024-02-15', '2024-03-01'])
})

test('a user whose last event turns out to be that of another is listed under the day of the event before', async () => {
  await annSays('2024-02-15T12:00:00Z')
  await annSays('2024-02-20T12:00:00Z')
  await projection.stop()
  await projection.database.pool.query(
    `with changed as (update events set user_no = $2 where event_id = '2024-02-20T12:00:00Z' returning seq)
     insert into restatements (seqs, former_users) select array_agg(seq), array[$1::integer] from changed`,
    [ann, bob],
  )
  await (await projection.start()).caughtUp()
  expect(await daysOf('user_days')).toEqual(['2024-02-15', '2024-02-20'])
  expect((await verdict(projection)).differences).toEqual([])
})

test('the day of an erased user is removed', async () => {
  await annSays('2024-02-15T12:00:00Z')
  await forget(projection.database.pool, 'p', 'ann')
  await expect.poll(() => daysOf('user_days'), { timeout: 20_000 }).toEqual(['2024-06-02'])
  await expect.poll(() => daysOf('conversation_days'), { timeout: 20_000 }).toEqual([])
})
