import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ClickHouse } from '../../src/clickhouse/client.ts'
import { integer, sql } from '../../src/clickhouse/sql.ts'
import { startClickHouse } from '../../src/engines/clickhouse.ts'
import type { EventRow } from '../../src/entities/event-columns.ts'
import { insertEvents } from '../../src/ingest/insert-events.ts'
import { type Database, openDatabase } from '../../src/postgres/database.ts'
import { Projector } from '../../src/projection/projector.ts'
import { randomOf } from '../fault/load/random.ts'
import { cloneDatabase } from '../support/clone-database.ts'
import { rounds } from '../support/rounds.ts'

const events = rounds(100_000)
/** A size without common divisors, so that batches and chunks of bytes are cut at different positions each time. */
const batchEvents = 7_919

let folder: string
let engine: Awaited<ReturnType<typeof startClickHouse>>
let clickhouse: ClickHouse
let database: Database

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-text-'))
  engine = await startClickHouse(folder, () => undefined)
  clickhouse = new ClickHouse(engine, 60_000)
  database = await openDatabase(await cloneDatabase())
})
afterAll(async () => {
  await database.close()
  await clickhouse.close()
  await engine.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Ranges of characters by their number of bytes in UTF-8, without surrogates. */
const ranges: [number, number][] = [
  // One byte, including the characters with a meaning in tab-separated rows and in SQL.
  [0x01, 0x7f],
  // Two bytes: Latin, combining marks, Hebrew and Arabic, which run from right to left.
  [0x80, 0x17f],
  [0x300, 0x36f],
  [0x590, 0x6ff],
  // Three bytes: Devanagari, joiners and direction marks, Japanese and Chinese, the end of the first plane.
  [0x900, 0x97f],
  [0x200b, 0x200f],
  [0x3040, 0x9fff],
  [0xe000, 0xffff],
  // Four bytes: emoji, and every plane above the first.
  [0x1f300, 0x1faff],
  [0x10000, 0x10ffff],
]

const random = randomOf('texts of every plane')

const randomText = () =>
  Array.from({ length: random.whole(1, 24) }, () =>
    String.fromCodePoint(random.whole(...random.oneOf(ranges))),
  ).join('')

const projects = Array.from({ length: 20 }, randomText)

const randomEvent = (i: number): EventRow => ({
  project: random.oneOf(projects),
  event_id: `${i} ${randomText()}`,
  kind: 'event',
  name: randomText(),
  occurred_at: '2026-03-01T12:00:00Z',
  session_id: randomText(),
  conversation_id: randomText(),
  bot_id: randomText(),
  channel: randomText(),
  properties: JSON.stringify({ text: randomText(), list: [randomText(), randomText()] }),
})

const textColumns = [
  'project',
  'event_id',
  'name',
  'session_id',
  'conversation_id',
  'bot_id',
  'channel',
] as const

/** Each event's texts, in log order. */
async function inPostgres(): Promise<string[]> {
  const { rows } = await database.pool.query(
    `select ${textColumns.join(', ')}, properties from events order by seq`,
  )
  return rows.map(asText)
}

async function inClickHouse(): Promise<string[]> {
  const rows: Record<string, unknown>[] = []
  // In parts: all texts together would exceed the limit of an answer.
  for (let part = 0; part < 10; part++)
    rows.push(
      ...(await clickhouse.query<Record<string, unknown>>(
        'texts',
        sql`
        select project, event_id, name, session_id, conversation_id, bot_id, channel, properties
        from events
        order by seq
        limit ${integer(events / 10)} offset ${integer((part * events) / 10)}`,
      )),
    )
  return rows.map(asText)
}

const asText = (row: Record<string, unknown>) =>
  JSON.stringify([textColumns.map(column => row[column]), row.properties])

test(`${events} events of random Unicode are the same in both engines, to the byte`, {
  timeout: 300_000,
}, async () => {
  for (let from = 0; from < events; from += 5_000)
    await insertEvents(
      database.pool,
      Array.from({ length: 5_000 }, (_, i) => randomEvent(from + i)),
    )
  const projector = new Projector(
    database,
    clickhouse,
    { batchEvents, debounceMs: 1, waitMs: 240_000 },
    pino({ level: 'silent' }),
  )
  await projector.start()
  await projector.caughtUp()
  await projector.stop()

  const sent = await inPostgres()
  const held = await inClickHouse()
  expect(held).toHaveLength(events)
  expect(held.findIndex((texts, i) => texts !== sent[i])).toBe(-1)
})
