import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client } from 'pg'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ClickHouse } from '../../src/clickhouse/client.ts'
import { startClickHouse } from '../../src/engines/clickhouse.ts'
import type { EventRow } from '../../src/entities/event-columns.ts'
import { insertEvents } from '../../src/ingest/insert-events.ts'
import { type Database, openDatabase } from '../../src/postgres/database.ts'
import { transaction } from '../../src/postgres/transaction.ts'
import { Batches, type Copying } from '../../src/projection/batches.ts'
import { rebuildProjection } from '../../src/projection/rebuild.ts'
import { backfillDays } from '../../src/rollup/backfill-days.ts'
import { markDaysStale } from '../../src/rollup/mark-days-stale.ts'
import { RollUp } from '../../src/rollup/roll-up.ts'
import { rollUpDays } from '../../src/rollup/roll-up-days.ts'
import { cloneDatabase } from '../support/clone-database.ts'
import { withMethods } from '../support/graphql/with-methods.ts'

let folder: string
let engine: Awaited<ReturnType<typeof startClickHouse>>
let database: Database
let clickhouse: ClickHouse
let client: Client

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-roll-up-'))
  engine = await startClickHouse(folder, () => undefined)
  clickhouse = new ClickHouse(engine, 10_000)
  await clickhouse.createTables()
  database = await openDatabase(await cloneDatabase())
  client = await database.connect()
})
afterEach(async () => {
  await client.end()
  await database.close()
  await clickhouse.close()
  await engine.stop()
  await rm(folder, { recursive: true, force: true })
})

let events = 0
const event = (occurred_at: string, more: Partial<EventRow> = {}): EventRow => ({
  ...{ project: 'p', event_id: `${events++}`, kind: 'event', name: 'a', occurred_at },
  ...more,
})

const copying = (): Copying => ({ client, clickhouse, mostEvents: 1_000, connect: database.connect })

/** Tracks events together, so that they are projected as one batch. */
async function arrived(...rows: EventRow[]): Promise<void> {
  await insertEvents(database.pool, rows)
  await new Batches(copying()).copyNext()
}

/** Runs step after step until nothing is left to do. */
async function rollUp(): Promise<void> {
  let isBusy = true
  while (isBusy)
    isBusy = (await backfillDays(client, clickhouse)) || (await rollUpDays(client, clickhouse, 31))
}

const aMinuteLater = () =>
  database.pool.query(`update daily_stats set rolled_up_at = rolled_up_at - interval '1 minute'`)

/** The stored days, as `2024-03-01: 2`; `stale` instead of the number of their events. */
async function days(project = 'p'): Promise<string[]> {
  const { rows } = await database.pool.query<{ line: string }>(
    `select day || ': ' || case when is_stale then 'stale' else events::text end as line
     from daily_stats where project = $1 order by day`,
    [project],
  )
  return rows.map(({ line }) => line)
}

describe('days are rolled up', () => {
  test('after they have ended, each with the events of its zone', async () => {
    await database.pool.query(`insert into projects (id, time_zone) values ('tokyo', 'Asia/Tokyo')`)
    const now = new Date().toISOString()
    const evening = '2024-03-01T20:00:00Z'
    await arrived(event(evening), event(evening), event(now), event(evening, { project: 'tokyo' }))
    await rollUp()
    expect(await days()).toEqual(['2024-03-01: 2', `${now.slice(0, 10)}: stale`])
    expect(await days('tokyo')).toEqual(['2024-03-02: 1'])
  })

  test('some at a time, for any number of days', async () => {
    const noons = Array.from({ length: 70 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i, 12)).toISOString())
    await arrived(...noons.map(noon => event(noon)))
    await backfillDays(client, clickhouse)
    await rollUpDays(client, clickhouse, 31)
    expect((await days()).filter(day => day.endsWith('stale'))).toHaveLength(39)
    await rollUp()
    expect(await days()).toEqual(noons.map(noon => `${noon.slice(0, 10)}: 1`))
  })

  test('again, but not within the next minute: late events usually come in groups', async () => {
    await arrived(event('2024-03-01T12:00:00Z'))
    await rollUp()
    await arrived(event('2024-03-01T13:00:00Z'))
    await rollUp()
    expect(await days()).toEqual(['2024-03-01: stale'])
    await aMinuteLater()
    await rollUp()
    expect(await days()).toEqual(['2024-03-01: 2'])
  })

  test('those first that have waited longest: days that keep changing hold up no other day', async () => {
    const busy = ['2024-01-01T12:00:00Z', '2024-01-02T12:00:00Z']
    await arrived(...busy.map(time => event(time)))
    await rollUp()
    await aMinuteLater()
    await arrived(...busy.map(time => event(time)), event('2024-06-01T12:00:00Z', { project: 'quiet' }))
    await backfillDays(client, clickhouse)
    await rollUpDays(client, clickhouse, 1)
    expect([await days('quiet'), await days()]).toEqual([
      ['2024-06-01: 1'],
      ['2024-01-01: stale', '2024-01-02: stale'],
    ])

    await database.pool.query(
      `update daily_stats set rolled_up_at = rolled_up_at - interval '1 minute' where day = '2024-01-02'`,
    )
    await rollUpDays(client, clickhouse, 1)
    expect(await days()).toEqual(['2024-01-01: stale', '2024-01-02: 2'])
  })

  test('with all of their numbers, also where a later day has waited longer', async () => {
    const talks = ['01', '02', '03'].map(day =>
      event(`2024-03-${day}T12:00:00Z`, { conversation_id: `c-${day}` }),
    )
    await arrived(...talks)
    await rollUp()
    await arrived(...talks.map(({ occurred_at }, i) => event(occurred_at, { conversation_id: `late-${i}` })))
    await database.pool.query(
      `update daily_stats set rolled_up_at = now() - interval '1 hour' * extract(day from day)`,
    )
    await rollUpDays(client, clickhouse, 31)
    const { rows } = await database.pool.query('select events, conversations from daily_stats order by day')
    expect(rows).toEqual(talks.map(() => ({ events: '2', conversations: '2' })))
  })

  test('all of them after a rebuild', async () => {
    await arrived(event('2024-03-01T12:00:00Z'))
    await rollUp()
    await database.pool.query('update daily_stats set events = 1000')
    await rebuildProjection(copying())
    await rollUp()
    expect(await days()).toEqual(['2024-03-01: 1'])
  })

  test('not in an unknown zone, which does not affect other projects', async () => {
    await database.pool.query(`insert into projects (id, time_zone) values ('a', 'Nowhere/Land')`)
    await arrived(event('2024-03-01T12:00:00Z', { project: 'a' }), event('2024-03-01T12:00:00Z'))
    await rollUp()
    expect(await days('a')).toEqual([])
    expect(await days()).toEqual(['2024-03-01: 1'])
  })

  test('one at a time while events wait to be projected, which are not held up by many days', async () => {
    await arrived(...['01', '02', '03'].map(day => event(`2024-03-${day}T12:00:00Z`)))
    const rollUp = new RollUp(clickhouse, pino({ level: 'silent' }))
    const stale = async () => (await days()).filter(day => day.endsWith('stale')).length
    // The first run finds the days.
    await rollUp.run(client, () => true)
    expect(await stale()).toBe(3)
    await rollUp.run(client, () => true)
    expect(await stale()).toBe(2)
  })

  test('not while ClickHouse fails, which is logged once a minute and does not stop the projection', async () => {
    await arrived(event('2024-03-01T12:00:00Z'))
    const said: string[] = []
    const failing = new RollUp(clickhouse, pino({ level: 'error' }, { write: line => said.push(line) }))
    await clickhouse.dropTables()
    await failing.run(client, () => false)
    await failing.run(client, () => false)
    expect(said).toHaveLength(1)
    await clickhouse.createTables()
    await arrived(event('2024-03-02T12:00:00Z'))
    await failing.run(client, () => false)
    expect(await days()).not.toContain('2024-03-02: 1')
    // The projection says so once it has filled ClickHouse again.
    failing.resume()
    await failing.run(client, () => false)
    expect(await days()).toContain('2024-03-02: 1')
  })
})

describe('a mark', () => {
  const march = (day: number) => new Date(Date.UTC(2024, 2, day, 12))
  /** March 1 to 4, rolled up. */
  async function fourDays(): Promise<void> {
    await arrived(...[1, 2, 3, 4].map(day => event(march(day).toISOString())))
    await rollUp()
    await aMinuteLater()
  }
  const mark = (session: Client, firstAt: Date, lastAt: Date) =>
    transaction(session, () => markDaysStale(session, [{ project: 'p', firstAt, lastAt }]))

  test('is set on every day from one instant to another', async () => {
    await fourDays()
    await mark(client, march(2), march(3))
    expect(await days()).toEqual(['2024-03-01: 1', '2024-03-02: stale', '2024-03-03: stale', '2024-03-04: 1'])
  })

  test('that is set during the roll-up of its day survives the roll-up', async () => {
    await fourDays()
    await mark(client, march(2), march(2))
    const other = await database.connect()
    let marked: Promise<void> | undefined
    const slow = withMethods(clickhouse, {
      inspect: async (...question) => {
        const rows = await clickhouse.inspect<never>(...question)
        marked ??= mark(other, march(2), march(2))
        return rows
      },
    })
    expect(await rollUpDays(client, slow, 31)).toBe(true)
    await marked
    await other.end()
    expect(await days()).toEqual(['2024-03-01: 1', '2024-03-02: stale', '2024-03-03: 1', '2024-03-04: 1'])
  })

  test('stays when the process ends in the middle of the roll-up', async () => {
    await fourDays()
    await mark(client, march(2), march(3))
    const killed = await database.connect()
    const last = withMethods(clickhouse, {
      inspect: async (...question) => {
        const rows = await clickhouse.inspect<never>(...question)
        await killed.end()
        return rows
      },
    })
    await expect(rollUpDays(killed, last, 31)).rejects.toThrow()
    expect(await days()).toEqual(['2024-03-01: 1', '2024-03-02: stale', '2024-03-03: stale', '2024-03-04: 1'])
    await rollUp()
    expect(await days()).toEqual(['2024-03-01: 1', '2024-03-02: 1', '2024-03-03: 1', '2024-03-04: 1'])
  })

  test('is set on days whose user is no longer new, and only on those', async () => {
    await database.pool.query(`insert into users (project, external_id) values ('p', 'ann'), ('p', 'bob')`)
    await arrived(
      event(march(3).toISOString(), { user_no: 1 }),
      event(march(4).toISOString(), { user_no: 2 }),
      event(march(4).toISOString(), { user_no: 1 }),
    )
    await rollUp()
    // A crawler and a measurement make no user active; Bob was active before, and Ann was not.
    await arrived(
      event(march(1).toISOString(), { user_no: 1, is_bot: true }),
      event(march(1).toISOString(), { user_no: 1, kind: 'system_metric' }),
      event(march(2).toISOString(), { user_no: 2 }),
    )
    expect(await days()).toEqual([
      '2024-03-01: stale',
      '2024-03-02: stale',
      '2024-03-03: 1',
      '2024-03-04: stale',
    ])
  })
})

test('a log that is older than the roll-up is rolled up, with the first activities of its users', async () => {
  // Back to the schema before the roll-up: its own migration and the later ones.
  const { migrator } = database.orm
  const done = await migrator.getExecuted()
  for (const _ of done.filter(({ name }) => name >= '20261123020000')) await migrator.down()
  await database.pool.query(`insert into users (project, external_id) values ('p', 'ann')`)
  await insertedBefore([
    event('2024-03-03T12:00:00Z', { user_no: 1 }),
    event('2024-03-01T12:00:00Z', { user_no: 1, is_bot: true }),
  ])
  const { rows } = await client.query('select max(seq) as seq, max(tx::text) as tx from events')
  await insertedBefore([event('2024-03-02T12:00:00Z', { user_no: 1 })])
  await client.query('update projection set tx = $1::xid8, seq = $2', [rows[0].tx, rows[0].seq])
  await database.migrate()

  // The third event has not been projected: Ann's first activity follows from its batch.
  const { rows: users } = await client.query('select first_active_at from users')
  expect(users).toEqual([{ first_active_at: new Date('2024-03-03T12:00:00Z') }])
  await rebuildProjection(copying())
  await rollUp()
  expect(await days()).toEqual(['2024-03-01: 1', '2024-03-02: 1', '2024-03-03: 1'])
})

/** Writes events as that version did: today's insert reads later columns of users. */
async function insertedBefore(events: EventRow[]): Promise<void> {
  await database.pool.query(
    `insert into events (project, event_id, kind, name, occurred_at, user_no, is_bot)
     select *
     from jsonb_to_recordset($1) as sent (
       project text, event_id text, kind text, name text, occurred_at timestamptz, user_no integer, is_bot boolean)`,
    [JSON.stringify(events)],
  )
}
