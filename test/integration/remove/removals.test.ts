import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeLinks } from '../../../src/ingest/links/write-links.ts'
import { pooledTransaction } from '../../../src/postgres/transaction.ts'
import { updateUsers } from '../../../src/projection/derived/update-users.ts'
import { gatherEvents } from '../../../src/projection/gather-batch.ts'
import { removedSoFar, requestRemoval, waitingRemoval } from '../../../src/projection/remove/queue.ts'
import { takeFromLog } from '../../../src/projection/remove/take-from-log.ts'
import { forget } from '../../support/privacy/forget.ts'
import { openProjection, type TestProjection, verdict } from '../../support/projection.ts'

let engines: TestProjection
beforeAll(async () => {
  engines = await openProjection()
})
afterAll(() => engines.close())

const pool = () => engines.database.pool

/** Events of a project: those of ann, of bob, and of nobody, one of each per day of January 2026. */
async function logged(project: string): Promise<void> {
  await pool().query(
    `with people as (
       insert into users (project, external_id) values ($1, 'ann'), ($1, 'bob') returning no
     )
     insert into events (project, event_id, kind, name, user_no, conversation_id, occurred_at)
     select $1, 'e-' || day || '-' || coalesce(no, 0), case when no is null then 'api_call' else 'message' end, 'said', no,
       'c-' || coalesce(no, 0), '2026-01-01T12:00:00Z'::timestamptz + day * interval '1 day'
     from (select no from people union all select null) people, generate_series(0, 30) as day`,
    [project],
  )
}

const eventsIn = async (project: string) => {
  const { rows } = await pool().query('select count(*)::integer as n from events where project = $1', [
    project,
  ])
  return rows[0].n
}

/** Waits until nothing is left to remove. */
const gone = () =>
  expect.poll(async () => (await pool().query('select from removals')).rowCount, { timeout: 20_000 }).toBe(0)

/** Asks for a removal and waits for its end. */
async function removed(project: string, removing: Parameters<typeof requestRemoval>[2]): Promise<void> {
  await pooledTransaction(pool(), client => requestRemoval(client, project, removing))
  await gone()
}

const isEqual = { differences: [], waiting: 0 }

test('events of a user, of a kind before a time, and of a project leave both engines, and nothing else', async () => {
  await logged('one')
  await logged('other')
  const projector = await engines.start()
  await projector.caughtUp()
  expect(await verdict(engines)).toMatchObject({ ...isEqual, events: 186 })

  await forget(pool(), 'one', 'ann')
  await gone()
  expect(await eventsIn('one')).toBe(62)
  expect(await verdict(engines)).toMatchObject({ ...isEqual, events: 155 })

  await removed('one', { kind: 'api_call', from: null, before: new Date(Date.UTC(2026, 0, 11)) })
  expect(await eventsIn('one')).toBe(52)
  expect(await verdict(engines)).toMatchObject({ ...isEqual, events: 145 })

  await removed('other', { isWholeProject: true })
  expect(await eventsIn('other')).toBe(0)
  expect(await verdict(engines)).toMatchObject({ ...isEqual, events: 52 })
  await engines.stop()
})

test('a removal ends while visitors turn out to be users all the time', async () => {
  await logged('linking')
  await (await engines.start()).caughtUp()
  const id = await pooledTransaction(pool(), client =>
    requestRemoval(client, 'linking', {
      kind: 'api_call',
      from: null,
      before: new Date(Date.UTC(2027, 0, 1)),
    }),
  )
  const most = 3_000
  let links = 0
  while (links < most && (await removedSoFar(pool(), id)) !== undefined)
    await writeLinks(pool(), 'linking', [{ userId: 'ann', visitorId: `visitor-${++links}` }])
  expect(links).toBeLessThan(most)
  await expect
    .poll(async () => (await pool().query('select from waiting_links')).rowCount, { timeout: 20_000 })
    .toBe(0)
  expect(await eventsIn('linking')).toBe(62)
  expect(await verdict(engines)).toMatchObject(isEqual)
  await removed('linking', { isWholeProject: true })
  await engines.stop()
})

test('a removal whose process is killed between two steps is ended by the next one, without a new fill', async () => {
  await logged('killed')
  await (await engines.start()).caughtUp()
  await engines.stop()
  const generation = async () => (await pool().query('select generation from projection')).rows[0].generation
  const before = await generation()

  // The events have left the log, and ClickHouse still has them.
  await forget(pool(), 'killed', 'ann')
  await engines.dying(async client => takeFromLog(client, (await waitingRemoval(client))!))
  expect(await eventsIn('killed')).toBe(62)
  await (await engines.start()).caughtUp()
  await gone()
  expect(await verdict(engines)).toMatchObject(isEqual)
  await engines.stop()

  // ClickHouse has lost them too, and the cursor still counts them.
  await forget(pool(), 'killed', 'bob')
  await engines.dying(async client => {
    await takeFromLog(client, (await waitingRemoval(client))!)
    const { rows } = await client.query('select unnest(seqs)::text as seq from removed_events')
    await engines.clickhouse.removeEvents(
      'killed',
      rows.map(({ seq }) => seq),
    )
  })
  await (await engines.start()).caughtUp()
  await gone()
  expect(await eventsIn('killed')).toBe(31)
  expect(await verdict(engines)).toMatchObject(isEqual)
  expect(await generation()).toBe(before)
  await engines.stop()
})

test('a name that an event brings while its user is being erased does not stay', async () => {
  await pool().query(
    `with ann as (insert into users (project, external_id) values ('named', 'ann') returning no)
     insert into events (project, event_id, kind, name, user_no, properties, occurred_at)
     select 'named', 'e', 'activity', 'login', no, '{"username": "Ann Example"}', '2026-01-01T12:00:00Z' from ann`,
  )
  const client = await engines.database.connect()
  await client.query('begin')
  await gatherEvents(client, `select * from events where project = 'named'`)
  await forget(pool(), 'named', 'ann')
  await updateUsers(client)
  await client.query('commit')
  await client.end()
  const { rows } = await pool().query(
    `select username, named_at, first_seen_at, last_seen_at from users where project = 'named'`,
  )
  expect(rows).toEqual([{ username: null, named_at: null, first_seen_at: null, last_seen_at: null }])
  await (await engines.start()).caughtUp()
  await gone()
  expect(await verdict(engines)).toMatchObject(isEqual)
  await engines.stop()
})
