import { type Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { precomputedDays } from '../../../src/analytics/query/precomputed/precomputed-days.ts'
import { sessionsIn } from '../../../src/analytics/query/sessions.ts'
import { precomputedAudience } from '../../../src/analytics/users/precomputed-audience.ts'
import { sql } from '../../../src/clickhouse/sql.ts'
import type { EventRow } from '../../../src/entities/event-columns.ts'
import { insertEvents } from '../../../src/ingest/insert-events.ts'
import { Batches } from '../../../src/projection/batches.ts'
import { readCursor } from '../../../src/projection/cursor.ts'
import { markLostDays } from '../../../src/projection/mark-versions-stale.ts'
import { finishRemoval } from '../../../src/projection/remove/finish-removal.ts'
import { backfillDays } from '../../../src/rollup/backfill-days.ts'
import { precomputeDays } from '../../../src/rollup/precompute-days.ts'
import { VersionSweep } from '../../../src/rollup/version-sweep.ts'
import { openProjection, type TestProjection, verdict } from '../../support/projection.ts'

let engines: TestProjection
let client: Client
beforeEach(async () => {
  engines = await openProjection()
  await engines.clickhouse.createTables()
  client = await engines.database.connect()
})
afterEach(async () => {
  await client.end()
  await engines.close()
})

let events = 0
/** An event of a user on a day of March 2024. */
const event = (time: string, session_id?: string): EventRow => ({
  ...{ project: 'p', event_id: `${events++}`, kind: 'event', name: 'a', user_no: 1 },
  ...(session_id && { session_id }),
  occurred_at: `2024-03-${time}:00Z`,
})

/** Tracks events together, so that they are projected as one batch. */
async function arrived(...rows: EventRow[]): Promise<void> {
  await client.query(`insert into users (project, external_id) select 'p', 'ann' on conflict do nothing`)
  await insertEvents(engines.database.pool, rows)
  const { clickhouse, database } = engines
  await new Batches({ client, clickhouse, mostEvents: 1_000, connect: database.connect }).copyNext()
}

/** Computes every day that is stale, whenever it was computed before. */
async function precompute(): Promise<void> {
  await client.query('update precomputed_days set precomputed_at = null')
  while (
    (await backfillDays(client, engines.clickhouse)) ||
    (await precomputeDays(client, engines.clickhouse, 31))
  );
}

const daysNow = async () => precomputedDays(client, 'p', (await readCursor(client)).batch)

/** The days of March whose rows are right. */
const rightDays = async () => (await daysNow())?.days.map(({ from }) => from.getUTCDate()) ?? []

/** The start, length in minutes and events of each session, read from precomputed days where they are right. */
async function sessions(): Promise<string[]> {
  const precomputed = await daysNow()
  const rows = await engines.clickhouse.query<{ line: string }>(
    'sessions',
    sql`select concat(formatDateTime(occurred_at, '%d %H:%i'), ' ', toString(seconds / 60), ' ', toString(events)) as line
      from ${sessionsIn({ project: 'p', precomputed }, { from: new Date(0), to: new Date('2100-01-01') })}
      order by occurred_at, line`,
  )
  return rows.map(({ line }) => line)
}

const versions = async () => (await engines.clickhouse.precomputed!.versions()).length

describe('a day is precomputed', () => {
  test('once it has ended, and again after a late event', async () => {
    const today = { ...event('01T00:00'), occurred_at: new Date().toISOString() }
    await arrived(event('01T10:00'), event('02T10:00'), today)
    await precompute()
    expect(await rightDays()).toEqual([1, 2])
    await arrived(event('02T10:20'))
    expect(await rightDays()).toEqual([])
    await precompute()
    expect(await rightDays()).toEqual([1, 2])
    expect((await sessions()).slice(0, 2)).toEqual(['01 10:00 0 1', '02 10:00 20 2'])
  })

  test('again when a session that was whole on it goes on on another day', async () => {
    await arrived(event('01T10:00', 's'), event('02T10:00'), event('03T10:00'), event('04T10:00'))
    await precompute()
    await arrived(event('03T12:00', 's'))
    expect(await rightDays()).toEqual([2, 4])
    const expected = ['01 10:00 3000 2', '02 10:00 0 1', '03 10:00 0 1', '04 10:00 0 1']
    expect(await sessions()).toEqual(expected)
    await precompute()
    expect(await rightDays()).toEqual([1, 2, 3, 4])
    expect(await sessions()).toEqual(expected)
    // It is known that the session has several days: only the days of its further events change.
    await arrived(event('02T12:00', 's'))
    expect(await rightDays()).toEqual([1, 3, 4])
    expect(await sessions()).toEqual(expected.with(0, '01 10:00 3000 3'))
  })

  test('again when its rows were lost', async () => {
    await arrived(event('01T10:00'), event('02T10:00'))
    await precompute()
    const [lost] = (await daysNow())!.days
    await engines.clickhouse.precomputed!.remove([lost!.version])
    expect((await verdict(engines)).differences).toEqual([
      { day: '2024-03-01', parts: ['sessions', 'groups of users'] },
    ])
    await markLostDays(client, engines.clickhouse)
    expect(await rightDays()).toEqual([2])
    expect((await verdict(engines)).differences).toEqual([])
  })
})

test('a day that was computed after the state that a question reads counts as stale', async () => {
  await arrived(event('01T10:00'), event('02T10:00'))
  await precompute()
  const { batch } = await readCursor(client)
  await arrived(event('02T10:20'))
  await precompute()
  const { days, stale } = (await precomputedDays(client, 'p', batch))!
  expect([days, stale].map(of => of.map(({ from }) => from.getUTCDate()))).toEqual([[1], [2]])
})

describe('the users of a range by channel', () => {
  const [ann, bob, cem] = [1, 2, 3]
  const of = (user_no: number, time: string, channel?: string, kind: 'event' | 'message' = 'event') => ({
    ...event(time),
    ...{ user_no, kind, name: kind === 'event' ? 'a' : kind },
    ...(channel && { channel }),
  })
  const groups = async () => {
    const range = { from: new Date('2024-03-01T12:00:00Z'), to: new Date('2024-03-04T00:00:00Z') }
    const rows = await engines.clickhouse.query<{ line: string }>(
      'users',
      sql`select concat(group_value, ': ', toString(groupBitmapMerge(users)), ' ', toString(sum(user_events)), ' ', toString(sum(user_messages))) as line
        from ${precomputedAudience({ project: 'p' }, range, (await daysNow())!, 'channel')}
        group by group_value order by group_value`,
    )
    return rows.map(({ line }) => line)
  }

  beforeEach(async () => {
    await client.query(
      `insert into users (project, external_id) values ('p', 'ann'), ('p', 'bob'), ('p', 'cem')`,
    )
    await arrived(
      ...[of(ann, '01T10:00', 'web'), of(bob, '01T13:00', 'app')],
      ...[of(ann, '02T10:00', 'app'), of(bob, '02T11:00', 'app', 'message'), of(cem, '02T12:00')],
      ...[of(ann, '03T10:00', 'web'), of(ann, '03T11:00', 'app')],
    )
    await precompute()
  })

  test('counts users of several days once, and of a day that the range cuts only its part', async () => {
    expect(await rightDays()).toEqual([1, 2, 3])
    expect(await groups()).toEqual([': 1 1 0', 'app: 2 4 1', 'web: 1 1 0'])
  })

  test('is read from the days, and from the events of stale ones', async () => {
    const [, second] = (await daysNow())!.days
    await arrived(of(cem, '03T12:00', 'web'))
    expect(await rightDays()).toEqual([1, 2])
    expect(await groups()).toEqual([': 1 1 0', 'app: 2 4 1', 'web: 2 2 0'])
    await engines.clickhouse.precomputed!.remove([second!.version])
    expect(await groups()).toEqual(['app: 2 2 0', 'web: 2 2 0'])
  })

  test('is right on days whose rows were deleted with a user who has an event again', async () => {
    const removal = {
      id: '0',
      project: 'p',
      users: [cem],
      kind: null,
      happenedFrom: null,
      happenedBefore: null,
    }
    await finishRemoval(client, engines.clickhouse, { ...removal, keepsDays: false })
    expect(await engines.clickhouse.precomputed!.versionsOf([cem])).toEqual([])
    expect(await rightDays()).toEqual([1, 3])
    expect(await groups()).toEqual([': 1 1 0', 'app: 2 4 1', 'web: 1 1 0'])
    await precompute()
    expect(await rightDays()).toEqual([1, 2, 3])
    expect(await groups()).toEqual([': 1 1 0', 'app: 2 4 1', 'web: 1 1 0'])
  })
})

test('former versions are removed at the second sweep that finds them unused', async () => {
  await arrived(event('01T10:00'), event('02T10:00'))
  await precompute()
  await arrived(event('02T10:20'))
  await precompute()
  expect(await versions()).toBe(3)
  const sweep = new VersionSweep()
  await sweep.sweep(client, engines.clickhouse)
  expect(await versions()).toBe(3)
  await sweep.sweep(client, engines.clickhouse)
  expect(await versions()).toBe(2)
  expect(await sessions()).toEqual(['01 10:00 0 1', '02 10:00 20 2'])
})
