import { Readable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ClickHouse } from '../../src/clickhouse/client.ts'
import {
  type EventColumn,
  type EventKind,
  type EventRow,
  eventColumnNames,
  eventColumns,
  eventEntities,
} from '../../src/entities/event-columns.ts'
import { insertEvents } from '../../src/ingest/insert-events.ts'
import type { Database } from '../../src/postgres/database.ts'
import type { Projector } from '../../src/projection/projector.ts'
import { rebuildProjection } from '../../src/projection/rebuild.ts'
import { openProjection, type TestProjection, verdict } from '../support/projection.ts'

let projection: TestProjection
let database: Database
let clickhouse: ClickHouse
let projector: Projector
let events = 0

/** Every character except NUL and unpaired surrogates, which are refused. */
const character = fc
  .integer({ min: 1, max: 0x10ffff })
  .filter(point => point < 0xd800 || point > 0xdfff)
  .map(point => String.fromCodePoint(point))
const text = fc
  .array(
    fc.oneof(character, fc.constantFrom('\t', '\n', '\r', '\\', '\\N', '"', "'", 'é', '🎉', '\u001f', '|')),
    { maxLength: 40 },
  )
  .map(characters => characters.join(''))

const value: fc.Arbitrary<unknown> = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 2 },
    text,
    fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
    fc.double({ noNaN: true, min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 2 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.oneof(text, fc.constantFrom('a', 'a.b', 'b')), tie('value'), { maxKeys: 2 }),
})).value
const object = fc.dictionary(text, value, { maxKeys: 3 })

const instant = fc
  .date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map(date => date.toISOString())

/** A random value for each type of column. */
const values: Record<(typeof eventColumns)[EventColumn]['pg'], fc.Arbitrary<string | number | boolean>> = {
  text,
  bigint: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
  integer: fc.integer({ min: 1, max: 2 }),
  smallint: fc.integer({ min: -32_768, max: 32_767 }),
  boolean: fc.boolean(),
  numeric: fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }).map(
    units =>
      `${units < 0n ? '-' : ''}${String(units < 0n ? -units : units)
        .padStart(13, '0')
        .replace(/(.{12})$/, '.$1')}`,
  ),
  'double precision': fc.double({ noNaN: true, noDefaultInfinity: true }),
  timestamptz: instant,
  inet: fc.oneof(fc.ipV4(), fc.ipV6()),
  jsonb: object.map(properties => JSON.stringify(properties)),
}
const kind = fc.constantFrom(...(Object.keys(eventEntities) as EventKind[]))

const randomEvent = fc
  .record(Object.fromEntries(eventColumnNames.map(name => [name, values[eventColumns[name].pg]])), {
    requiredKeys: [],
  })
  .chain(columns =>
    fc
      .record({ kind, project: text, name: text, occurred_at: instant })
      .map(known => ({ ...columns, ...known })),
  )
  .map(
    columns =>
      ({
        ...columns,
        ...('user_no' in columns && { project: 'p' }),
        event_id: `random ${events++}`,
      }) as EventRow,
  )

beforeAll(async () => {
  projection = await openProjection()
  ;({ database, clickhouse } = projection)
  await database.pool.query(
    `insert into users (project, external_id, traits) values ('p', 'ann', '{"plan": "pro"}'), ('p', 'Bób', '{}'), ('q', '日本', '{"a.b": [1, 2.5]}')`,
  )
  projector = await projection.start()
})
afterAll(() => projection.close())

const differences = async () => (await verdict(projection)).differences

function changed(query: string): void {
  using session = projection.engine.openSession()
  session.query(`${query} settings mutations_sync = 1`)
}

const event = (event_id: string, more: Partial<EventRow> = {}): EventRow => ({
  project: 'p',
  event_id,
  kind: 'event',
  name: 'a',
  occurred_at: '2024-03-01T12:00:00Z',
  ...more,
})

describe('a change in ClickHouse is reported with its day', () => {
  const original = {
    user_no: 1,
    kind: 'ai_call',
    session_id: 's',
    channel: 'web',
    cost_usd: '0.000000000001',
    duration_ms: 0.1,
    input_tokens: '5',
    success: true,
    is_bot: false,
    status_code: 200,
    satisfaction: 3,
    started_at: '2023-05-06T00:00:00.001Z',
    topics: '["x"]',
    properties: JSON.stringify({ plan: 'pro', seats: 2 }),
    error_message: 'wörd',
  } as const

  const changes: [string, string][] = [
    ['event_id', `'other'`],
    ['session_id', `'t'`],
    ['channel', `''`],
    ['error_message', `'w\ufffdrd'`],
    ['kind', `'event'`],
    ['cost_usd', `toDecimal128('0.000000000002', 12)`],
    ['saved_cost_usd', `toDecimal128('0', 12)`],
    ['duration_ms', 'reinterpretAsFloat64(reinterpretAsUInt64(assumeNotNull(duration_ms)) + 1)'],
    ['value', '0'],
    ['input_tokens', '6'],
    ['output_tokens', '0'],
    ['success', 'null'],
    ['is_bot', 'true'],
    ['status_code', '201'],
    ['satisfaction', 'null'],
    ['started_at', `toDateTime64('2023-05-06 00:00:00.002', 3, 'UTC')`],
    ['received_at', 'received_at + interval 1 millisecond'],
    ['topics', `'[]'`],
    ['properties', `'{"plan": "pro", "seats": 3}'`],
    ['properties', `'{"plan": "pro", "seats": "2"}'`],
    ['properties', `'{"plan": "pro"}'`],
  ]
  const dayOf = (i: number) => `2023-05-${String(i + 1).padStart(2, '0')}`

  test('in each column of an event', async () => {
    await insertEvents(
      database.pool,
      changes.map((_, i) =>
        event(`original ${i}`, { ...original, occurred_at: `${dayOf(i)}T23:59:59.999Z` }),
      ),
    )
    await projector.caughtUp()
    expect(await differences()).toEqual([])
    for (const [i, [column, to]] of changes.entries())
      changed(`alter table events update ${column} = ${to} where toDate(occurred_at) = '${dayOf(i)}'`)
    expect(await differences()).toEqual(changes.map(([column], i) => ({ day: dayOf(i), parts: [column] })))
    await filledAnew()
    expect(await differences()).toEqual([])
  })

  test('for a missing event, and for one that the log does not have', async () => {
    changed(`alter table events delete where event_id = 'original 0'`)
    const surplus = '9999999\tp\tagain\tevent\ta\t2023-05-02 12:00:00\n'
    const columns = ['seq', 'project', 'event_id', 'kind', 'name', 'occurred_at']
    await clickhouse.insert(Readable.from([surplus], { objectMode: false }), columns, 'surplus')
    expect(await differences()).toEqual([
      { day: '2023-05-01', parts: ['events', 'properties'] },
      { day: '2023-05-02', parts: ['events'] },
    ])
    await filledAnew()
  })

  test('in users, their traits and first activities', async () => {
    await database.pool.query(
      `update users set created_at = '2022-01-01T00:00:00Z'::timestamptz + no * interval '1 day', changed_tx = pg_current_xact_id()`,
    )
    await database.pool.query(
      `update user_days set last_on = (coalesce(last_seen_at, created_at) at time zone 'UTC')::date from users where users.no = user_days.no`,
    )
    await projector.caughtUp()
    expect(await differences()).toEqual([])
    changed(`alter table users update external_id = 'x' where external_id = 'ann'`)
    changed(`alter table users update username = 'x' where external_id = 'Bób'`)
    changed(`alter table users update traits = '{"a.b": [1, 2]}' where external_id = '日本'`)
    changed(`alter table first_events update occurred_at = '2021-01-01' where user_no = 1 and project = 'p'`)
    expect(await differences()).toEqual([
      { day: '2021-01-01', parts: ['first_activity'] },
      { day: '2022-01-02', parts: ['users.external_id'] },
      { day: '2022-01-03', parts: ['users.username'] },
      { day: '2022-01-04', parts: ['users.traits'] },
      { day: '2023-05-01', parts: ['first_activity'] },
    ])
    await filledAnew()
    expect(await differences()).toEqual([])
  })

  test('in a snapshot', async () => {
    const { rows } = await database.pool.query<{ id: string }>(
      `with saved as (
         insert into definitions (project, kind, name, content, created_by) values ('p', 'segment', 's', '{}', 't') returning id
       ), made as (
         insert into segment_snapshots (project, segment_id, as_of, size, known_users, created_by, created_at)
         select 'p', id, now(), 2, 3, 't', '2020-02-02' from saved returning id
       )
       insert into segment_snapshot_members select id, unnest(array[1, 2]) from made returning snapshot_id as id`,
    )
    expect(await differences()).toEqual([])
    await clickhouse.insertSnapshot(rows[0]!.id, [1, 2])
    expect(await differences()).toEqual([])
    await clickhouse.insertSnapshot(rows[0]!.id, [3])
    expect(await differences()).toEqual([{ day: '2020-02-02', parts: ['snapshots'] }])
    await filledAnew()
  })

  async function filledAnew() {
    await projection.stop()
    await projection.dying(client =>
      rebuildProjection({ client, clickhouse, mostEvents: 50_000, connect: database.connect }),
    )
    projector = await projection.start()
  }
})

// Last, because each change of a table takes long with so many keys.
test('events of every kind, with every character and value that a column may hold, are equal in both databases', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(randomEvent, { minLength: 10, maxLength: 30 }), async rows => {
      await insertEvents(database.pool, rows)
      await projector.caughtUp()
      expect(await differences()).toEqual([])
    }),
    { numRuns: 5, endOnFailure: true },
  )
}, 120_000)

test('fractions are copied to their last bit', async () => {
  const fractions = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), 2_000)
  await insertEvents(
    database.pool,
    fractions.map((duration_ms, i) => event(`fraction ${i}`, { duration_ms, value: i / 997 })),
  )
  await projector.caughtUp()
  expect(await differences()).toEqual([])
})

test('objects with more keys than ClickHouse keeps in separate columns are equal in both databases', async () => {
  await insertEvents(
    database.pool,
    Array.from({ length: 1_100 }, (_, i) =>
      event(`keys ${i}`, {
        properties: JSON.stringify({ [`key ${i}`]: [i, null] }),
      }),
    ),
  )
  await projector.caughtUp()
  expect(await differences()).toEqual([])
})
