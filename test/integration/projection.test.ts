import { type Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ClickHouse } from '../../src/clickhouse/client.ts'
import { firstEventsOf, usersOf } from '../../src/clickhouse/scope.ts'
import { sql } from '../../src/clickhouse/sql.ts'
import type { EventRow } from '../../src/entities/event-columns.ts'
import { insertEvents } from '../../src/ingest/insert-events.ts'
import type { Database } from '../../src/postgres/database.ts'
import { Batches } from '../../src/projection/batches.ts'
import { readCursor } from '../../src/projection/cursor.ts'
import { finishBatch } from '../../src/projection/finish-batch.ts'
import { readBatch } from '../../src/projection/read-batch.ts'
import { claimStore } from '../../src/projection/store.ts'
import { apply, recordNext } from '../support/batch-by-hand.ts'
import { withMethods } from '../support/graphql/with-methods.ts'
import { openProjection, type TestProjection, verdict } from '../support/projection.ts'

let projection: TestProjection
let database: Database
let clickhouse: ClickHouse

beforeEach(async () => {
  projection = await openProjection()
  ;({ database, clickhouse } = projection)
})
afterEach(() => projection.close())

const event = (event_id: string, more: Partial<EventRow> = {}): EventRow => ({
  project: 'p',
  event_id,
  kind: 'event',
  name: 'a',
  occurred_at: '2024-03-01T12:00:00Z',
  ...more,
})
const numbered = (from: number, to: number, more: Partial<EventRow> = {}) =>
  Array.from({ length: to - from }, (_, i) => event(`${from + i}`, more))

/** The events in ClickHouse, one row each, in log order. */
const held = async () =>
  (await clickhouse.query<{ event_id: string }>('held', sql`select event_id from events order by seq`)).map(
    ({ event_id }) => event_id,
  )

async function expectSameEvents(): Promise<void> {
  const { differences, users } = await verdict(projection)
  expect(differences).toEqual([])
  expect(users.columns).toBe(users.log)
}

test('a process that does not copy knows a batch from the moment it is recorded', async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  const shared = withMethods(clickhouse, {
    isEmbedded: false,
    insert: async (...batch: Parameters<ClickHouse['insert']>) => {
      await held
      return clickhouse.insert(...batch)
    },
  })
  await projection.start({ waitMs: 100 }, shared)
  const follower = await projection.start({ waitMs: 100 }, shared)
  expect(await follower.caughtUp()).toMatchObject({ batch: '0', missing: undefined })

  await insertEvents(database.pool, numbered(0, 3))
  expect(await follower.caughtUp()).toMatchObject({ batch: '0', missing: { events: 3 } })
  await expect.poll(async () => (await follower.begun()).batch, { timeout: 20_000 }).toBe('1')
  release()
  await expect
    .poll(() => follower.caughtUp(), { timeout: 20_000 })
    .toMatchObject({ batch: '1', missing: undefined })
})

describe('every committed event is projected once', () => {
  test('even if its transaction began before others and ended after them', async () => {
    const projector = await projection.start({ batchEvents: 3, waitMs: 2_000 })
    const late = await database.connect()
    await late.query('begin')
    await insertEvents(late as never, [event('late 1')])
    await insertEvents(database.pool, numbered(0, 5))
    await insertEvents(late as never, [event('late 2')])

    // Until this transaction ends, no later event is known to be complete.
    const askedAt = Date.now()
    expect((await projector.caughtUp()).watermark.getTime()).toBeLessThan(askedAt)
    expect(await held()).toEqual([])

    await late.query('commit')
    await late.end()
    expect((await projector.caughtUp()).watermark.getTime()).toBeGreaterThanOrEqual(askedAt)
    expect(await held()).toEqual(['late 1', '0', '1', '2', '3', '4', 'late 2'])
    await expectSameEvents()
  })

  test('even while new users keep arriving', async () => {
    const most = 200
    let copied = 0
    const meet = () =>
      database.pool.query(`insert into users (project, external_id) values ('p', '${copied}')`)
    const busy = withMethods(clickhouse, {
      insertUsers: async (rows, columns) => {
        await clickhouse.insertUsers(rows, columns)
        if (++copied < most) await meet()
      },
    })
    await meet()
    await projection.start({}, busy)
    await insertEvents(database.pool, [event('meanwhile')])
    await expect.poll(held, { timeout: 20_000 }).toEqual(['meanwhile'])
    expect(copied).toBeLessThan(most)
  })

  test('but not if it was rolled back', async () => {
    const projector = await projection.start()
    const client = await database.connect()
    await client.query('begin')
    await insertEvents(client as never, [event('undone')])
    await client.query('rollback')
    await client.end()
    await insertEvents(database.pool, [event('done')])
    await projector.caughtUp()
    expect(await held()).toEqual(['done'])
  })

  test('with many writers at once, some slow, some rolling back, in batches smaller than any of them', async () => {
    const projector = await projection.start({ batchEvents: 7, debounceMs: 0, waitMs: 30_000 })
    const write = async (writer: number) => {
      const client = await database.connect()
      for (let round = 0; round < 8; round++) {
        await client.query('begin')
        await insertEvents(
          client as never,
          numbered(0, 5).map(row => ({ ...row, event_id: `${writer}/${round}/${row.event_id}` })),
        )
        await client.query('select pg_sleep($1)', [((writer * 7 + round * 3) % 10) / 500])
        await client.query((writer + round) % 4 === 0 ? 'rollback' : 'commit')
      }
      await client.end()
    }
    await Promise.all([0, 1, 2, 3, 4, 5].map(write))
    await projector.caughtUp()
    // Of 48 transactions of five events, every fourth was rolled back.
    const ids = await held()
    expect(ids).toHaveLength(36 * 5)
    expect(new Set(ids).size).toBe(36 * 5)
    await expectSameEvents()
  })

  test('even from a backlog, whose batches are read in advance by sessions that end at that time', async () => {
    await insertEvents(database.pool, numbered(0, 3_000))
    let isCopying = true
    const killing = (async () => {
      let ended = 0
      // Each end makes the pause before the next attempt longer.
      while (isCopying && ended < 3) {
        const { rowCount } = await database.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and query like 'copy (select%' limit 1`,
        )
        ended += rowCount ?? 0
        await pause(300)
      }
      return ended
    })()
    const projector = await projection.start({ batchEvents: 100, waitMs: 60_000 })
    await projector.caughtUp()
    isCopying = false
    expect(await killing).toBeGreaterThan(0)
    expect(await held()).toEqual(numbered(0, 3_000).map(({ event_id }) => event_id))
    await expectSameEvents()
  })

  test('and not from a batch that ClickHouse refused, whose rest is dropped with its session', async () => {
    await insertEvents(database.pool, numbered(0, 15))
    // A session of its own has no time limit: the statement takes seconds.
    const client = await database.connect()
    // More than waits in memory.
    await client.query(
      `update events set properties = jsonb_build_object('text', repeat('x', 20000000)) where event_id::integer between 5 and 9`,
    )
    await clickhouse.createTables()
    let batch = 0
    const refusing = withMethods(clickhouse, {
      insert: async (rows: Readable, ...rest: [string[], string]) => {
        if (batch++ === 0) return clickhouse.insert(rows, ...rest)
        rows.destroy()
        throw new Error('no room')
      },
    })
    const connect = database.connect
    const batches = new Batches({ client, clickhouse: refusing, mostEvents: 5, connect })
    await batches.copyNext()
    await expect(batches.copyNext()).rejects.toThrow('no room')
    await batches.close()
    await client.end()
    expect(await held()).toEqual(['0', '1', '2', '3', '4'])
    await projection.start()
    expect(await held()).toHaveLength(15)
  })

  test('by one of two processes, and by the other after the first ends', async () => {
    const first = await projection.start()
    const second = await projection.start()
    await insertEvents(database.pool, numbered(0, 3))
    await Promise.all([first.caughtUp(), second.caughtUp()])
    expect(await held()).toEqual(['0', '1', '2'])

    await first.stop()
    await insertEvents(database.pool, numbered(3, 6))
    await second.caughtUp()
    expect(await held()).toEqual(['0', '1', '2', '3', '4', '5'])
  })
})

describe('after a crash', () => {
  /** A session that ends like that of a killed process: its lock is released, and its batch stays recorded. */
  async function crash(after: 'recording' | 'applying'): Promise<void> {
    await clickhouse.createTables()
    await projection.dying(async client => {
      await claimStore(client, clickhouse)
      const recorded = (await recordNext(client))!
      if (after === 'applying') await apply(client, clickhouse, recorded)
    })
  }

  test.each(['recording', 'applying'] as const)(
    'between %s a batch and the next step, the batch is repeated and counts once',
    async after => {
      // Events of several months make several parts in ClickHouse, each of which must be recognised.
      const months = ['2024-01-31T23:59:59Z', '2024-02-01T00:00:00Z', '2024-03-01T00:00:00Z']
      await insertEvents(
        database.pool,
        months.map((occurred_at, i) => event(`${i}`, { occurred_at })),
      )
      await crash(after)
      await insertEvents(database.pool, numbered(3, 6))

      const projector = await projection.start()
      await projector.caughtUp()
      expect(await held()).toEqual(['0', '1', '2', '3', '4', '5'])
      const cursor = await readCursor(database.pool)
      expect(cursor).toMatchObject({ events: '6', generation: 1, next: null })
    },
  )

  test('a repeated batch makes no user new twice or earlier', async () => {
    await database.pool.query(`insert into users (project, external_id) values ('p', 'ann')`)
    await insertEvents(database.pool, [
      event('0', { user_no: 1 }),
      event('1', { user_no: 1, occurred_at: '2024-02-01T00:00:00Z' }),
    ])
    await crash('applying')
    await projection.start()
    const users = await clickhouse.query(
      'first',
      sql`select user_no, toString(occurred_at) as at from ${firstEventsOf('p')}`,
    )
    expect(users).toEqual([{ user_no: 1, at: '2024-02-01 00:00:00.000' }])
    const { rows } = await database.pool.query('select first_seen_at, last_seen_at from users')
    expect(rows).toEqual([
      { first_seen_at: new Date('2024-02-01T00:00:00Z'), last_seen_at: new Date('2024-03-01T12:00:00Z') },
    ])
  })

  test('first events whose part ClickHouse lost, but considers inserted, are inserted again', async () => {
    await database.pool.query(`insert into users (project, external_id) values ('p', 'ann')`)
    await insertEvents(database.pool, [event('0', { user_no: 1 })])
    await crash('applying')
    using session = projection.engine.openSession()
    session.query('alter table first_events delete where true settings mutations_sync = 1')

    await projection.start()
    const users = await clickhouse.query<{ user_no: number }>(
      'first',
      sql`select user_no from ${firstEventsOf('p')}`,
    )
    expect(users).toEqual([{ user_no: 1 }])
  })

  test('a batch that nothing reads fails, and does not end the process', async () => {
    await insertEvents(database.pool, numbered(0, 10))
    const client = await database.connect()
    const recorded = (await recordNext(client))!
    const { stream } = readBatch(client, { after: recorded, to: recorded.next! }, recorded.batch)
    const closed = new Promise(resolve => stream.on('close', resolve))
    await client.end()
    await closed
    expect(stream.errored).toMatchObject({ message: 'Connection terminated' })
  })

  test('a batch that one process applies twice counts once', async () => {
    await clickhouse.createTables()
    await insertEvents(database.pool, numbered(0, 10))
    const client = await database.connect()
    const recorded = (await recordNext(client))!
    for (let time = 0; time < 3; time++)
      expect(await apply(client, clickhouse, recorded)).toMatchObject({ events: 10 })
    await finishBatch(client, recorded, Promise.resolve({ events: 10, touched: [] }))
    await client.end()
    expect(await held()).toHaveLength(10)
  })

  test('equal events in two batches are two events', async () => {
    const projector = await projection.start({ batchEvents: 1, debounceMs: 0 })
    await insertEvents(database.pool, numbered(0, 5))
    await projector.caughtUp()
    expect(await held()).toHaveLength(5)
  })
})

describe('lost columns', () => {
  test.each<[string, () => Promise<void>]>([
    ['dropped', () => clickhouse.dropTables()],
    ['in another, empty ClickHouse', () => projection.loseClickHouse()],
  ])('%s are rebuilt from the log at the next start', async (_, lose) => {
    const first = await projection.start()
    await insertEvents(database.pool, [
      ...numbered(0, 50),
      ...numbered(50, 100, { occurred_at: '2023-07-01T00:00:00Z' }),
    ])
    await first.caughtUp()
    await projection.stop()
    await lose()
    clickhouse = projection.clickhouse

    const second = await projection.start({ batchEvents: 30 })
    await second.caughtUp()
    expect(await held()).toHaveLength(100)
    expect(await readCursor(database.pool)).toMatchObject({ events: '100', generation: 3 })
    await expectSameEvents()
  })
})

describe('data is copied to ClickHouse unchanged', () => {
  const nasty =
    'tab\t line\n return\r back\\slash \\N \\t quote\' double" nul-less \u0001\u007f \u2028 é 日本語 🎉 {p1:String}'

  test('in every text column', async () => {
    const texts = Object.fromEntries(
      [
        'event_id',
        'name',
        'session_id',
        'conversation_id',
        'bot_id',
        'channel',
        'role',
        'provider',
        'model',
        'call_type',
        'method',
        'endpoint',
        'error_message',
        'unit',
        'user_agent',
      ].map(column => [column, `${column}: ${nasty}`]),
    )
    await insertEvents(database.pool, [event('', { project: nasty, ...texts })])
    await (await projection.start()).caughtUp()
    const columns = sql`select project, event_id, name, session_id, conversation_id, bot_id, channel, role, provider, model,
      call_type, method, endpoint, error_message, unit, user_agent from events`
    expect(await clickhouse.query('texts', columns)).toEqual([{ project: nasty, ...texts }])
    await expectSameEvents()
  })

  test('in every measure', async () => {
    const measures = {
      input_tokens: '9007199254740993',
      output_tokens: '0',
      cached_tokens: '-1',
      cost_usd: '123456789.000000000001',
      duration_ms: 0.1,
      success: false,
      status_code: 503,
      value: -1.7976931348623157e308,
      ip: '2001:db8::1',
    }
    await insertEvents(database.pool, [event('full', measures), event('empty')])
    await (await projection.start()).caughtUp()
    const columns = sql`select toString(input_tokens) as input_tokens, toString(output_tokens) as output_tokens,
      toString(cached_tokens) as cached_tokens, toString(cost_usd) as cost_usd, duration_ms, success, status_code, value, ip
      from events order by seq`
    const none = Object.fromEntries(Object.keys(measures).map(name => [name, null]))
    expect(await clickhouse.query('measures', columns)).toEqual([measures, { ...none, ip: '' }])
  })

  test('at every instant', async () => {
    const instants = ['1970-01-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z', '2038-01-19T03:14:08.001Z']
    await insertEvents(
      database.pool,
      instants.map(occurred_at => event(occurred_at, { occurred_at })),
    )
    await (await projection.start()).caughtUp()
    const rows = await clickhouse.query<{ ms: number }>(
      'instants',
      sql`select toUnixTimestamp64Milli(occurred_at) as ms from events order by seq`,
    )
    expect(rows.map(({ ms }) => new Date(ms).toISOString())).toEqual(instants)
  })

  test('in properties with any keys and values', async () => {
    const properties = {
      'a.b': 'dotted',
      a: { c: 'nested' },
      plain: nasty,
      [`key ${nasty}`]: 'value',
      date: '2024-02-30',
      time: '2024-01-01T00:00:00Z',
      digits: '00012',
      word: 'true',
      nothing: null,
      isTrial: true,
      seats: 3,
      big: 9007199254740991,
      small: 1.5,
      emptyText: '',
      list: ['x', 'y'],
      mixed: [{ k: 1 }, { k: 'two' }],
      __proto__x: 1,
      constructor: { prototype: 'kept' },
    }
    await insertEvents(database.pool, [event('0', { properties: JSON.stringify(properties) }), event('1')])
    await (await projection.start()).caughtUp()
    const rows = await clickhouse.query<Record<string, unknown>>(
      'properties',
      sql`select toString(properties) as json,
        properties.plain.:String as plain, properties.date.:String as date, properties.time.:String as time,
        properties.digits.:String as digits, properties.word.:String as word, properties.emptyText.:String as emptyText,
        toString(properties.seats.:Int64) as seats, toString(properties.big.:Int64) as big, properties.small.:Float64 as small,
        properties.isTrial.:Bool as isTrial, properties.a.c.:String as nested, properties.\`a%2Eb\`.:String as dotted
        from events order by seq`,
    )
    const { plain, date, time, digits, word, emptyText, small, isTrial } = properties
    expect(rows[0]).toMatchObject({ plain, date, time, digits, word, emptyText, small, isTrial })
    expect(rows[0]).toMatchObject({ seats: '3', big: '9007199254740991', nested: 'nested', dotted: 'dotted' })
    expect(rows[1]).toMatchObject({ json: '{}', plain: null })

    const { nothing: _, ...kept } = properties
    expect(JSON.parse(String(rows[0]!.json))).toEqual(kept)
  })

  test('in properties of 255 keys eight levels deep', async () => {
    const nested = (depth: number): object => (depth === 1 ? { leaf: 'deep' } : { inner: nested(depth - 1) })
    const wide = Object.fromEntries(Array.from({ length: 247 }, (_, i) => [`key ${i}`, `value ${i}`]))
    const properties = { ...wide, ...nested(8) }
    await insertEvents(database.pool, [event('0', { properties: JSON.stringify(properties) })])
    await (await projection.start()).caughtUp()
    const [row] = await clickhouse.query<{ json: string }>(
      'deep',
      sql`select toString(properties) as json from events`,
    )
    expect(JSON.parse(row!.json)).toEqual(properties)
  })
})

describe('users are copied', () => {
  const known = () =>
    clickhouse.query(
      'users',
      sql`select user_no, external_id, username, toString(traits) as traits from ${usersOf('p')} order by user_no`,
    )
  const add = (...ids: string[]) =>
    database.pool.query(`insert into users (project, external_id) select 'p', unnest($1::text[])`, [ids])
  const identified = (id: string, plan: string) =>
    database.pool.query(
      `update users set traits = jsonb_build_object('plan', $2::text), changed_tx = pg_current_xact_id()
       where external_id = $1`,
      [id, plan],
    )
  const row = (user_no: number, external_id: string, traits = '{}', username = '') => ({
    user_no,
    external_id,
    username,
    traits,
  })
  /** The number of rows in ClickHouse, before it drops outdated ones. */
  const written = async () => {
    const [row] = await clickhouse.query<{ rows: number }>('rows', sql`select count() as rows from users`)
    return row!.rows
  }

  test('with their current traits, in batches smaller than their number', async () => {
    await add('ann', 'bob', 'cem')
    const projector = await projection.start({ batchEvents: 2 })
    await identified('bob', 'free')
    await identified('bob', 'pro')
    await projector.caughtUp()
    expect(await known()).toEqual([row(1, 'ann'), row(2, 'bob', '{"plan":"pro"}'), row(3, 'cem')])
    await expectSameEvents()
  })

  test('once more after a new name, but not after a new event', async () => {
    await add('ann')
    const projector = await projection.start()
    await projector.caughtUp()
    const named = { user_no: 1, kind: 'activity' as const, properties: '{"username": "Ann"}' }
    await insertEvents(database.pool, [event('named', named)])
    await projector.caughtUp()
    await projector.caughtUp()
    expect(await known()).toEqual([row(1, 'ann', '{}', 'Ann')])
    const before = await written()

    const later = { occurred_at: '2024-03-02T12:00:00Z' }
    await insertEvents(database.pool, [
      event('seen', { user_no: 1, ...later }),
      event('again', { ...named, ...later }),
    ])
    await projector.caughtUp()
    await projector.caughtUp()
    expect(await written()).toBe(before)
  })

  test('even if their transaction began before others and ended after them', async () => {
    await add('ann', 'bob')
    const projector = await projection.start({ batchEvents: 10, waitMs: 300 })
    const late = await database.connect()
    await late.query('begin')
    await late.query(
      `update users set traits = '{"plan": "late"}', changed_tx = pg_current_xact_id() where external_id = 'ann'`,
    )
    await identified('bob', 'pro')
    const askedAt = Date.now()
    expect((await projector.caughtUp()).watermark.getTime()).toBeLessThan(askedAt)
    await late.query('commit')
    await late.end()
    await projector.caughtUp()
    expect(await known()).toEqual([row(1, 'ann', '{"plan":"late"}'), row(2, 'bob', '{"plan":"pro"}')])
  })

  test('again if ClickHouse lacks them, and a crash before the cursor is stored repeats them without harm', async () => {
    await add('ann', 'bob')
    const projector = await projection.start()
    await projector.caughtUp()
    await projector.stop()
    await clickhouse.dropTables()
    const again = await projection.start()
    await again.caughtUp()
    expect(await known()).toEqual([row(1, 'ann'), row(2, 'bob')])
    await again.stop()
    await database.pool.query(`update projection set users_tx = '0', users_no = 0`)
    await (await projection.start()).caughtUp()
    expect(await known()).toEqual([row(1, 'ann'), row(2, 'bob')])
    await expectSameEvents()
  })
})
