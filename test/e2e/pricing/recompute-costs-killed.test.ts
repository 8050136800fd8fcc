import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Big from 'big.js'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ClickHouse } from '../../../src/clickhouse/client.ts'
import { sql } from '../../../src/clickhouse/sql.ts'
import { startClickHouse } from '../../../src/engines/clickhouse.ts'
import { verifyProjection } from '../../../src/projection/verify/verify-projection.ts'
import { askPostgres } from '../../support/ask-postgres.ts'
import { cloneDatabase } from '../../support/clone-database.ts'
import { type KillableService, killableService } from '../../support/processes/killable-service.ts'
import {
  CreateModelPriceDocument,
  DeleteModelPriceDocument,
  RecomputeCostsDocument,
} from '../operations/operations.ts'

const patient = { timeout: 40_000, interval: 50 }
const range = { between: { from: '2024-01-01T00:00:00Z', to: '2024-04-01T00:00:00Z' } }

let folder: string
let database: string
let service: KillableService
/** Dollars per million tokens of the model `m-1`, and the id of that price. */
let price: { usd: number; id: string } | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-killed-'))
  database = await cloneDatabase()
  service = await killableService({ DATABASE_URL: database, DATA_DIR: folder })
  await service.start()
  expect(await send()).toEqual({ accepted: events.length, duplicates: 0, rejected: 0 })
})
afterAll(async () => {
  await service.kill()
  await rm(folder, { recursive: true, force: true })
})

/**
 * Three pages of a recomputation, in three months. Of ten events, one has a cost, one no price, and one came from a
 * cache.
 */
const events: { message?: object; aiCall?: object }[] = Array.from({ length: 12_000 }, (_, i) => {
  const usage = {
    eventId: `event ${i}`,
    timestamp: new Date(Date.UTC(2024, i % 3, 1 + (i % 28), 12, 0, i % 60)).toISOString(),
    provider: 'acme',
    model: i % 10 === 8 ? 'unpriced' : 'm-1',
    inputTokens: i + 1,
    ...(i % 10 === 9 && { costUsd: '0.5' }),
  }
  if (i % 10 === 7) return { aiCall: { ...usage, cacheHit: true } }
  return i % 2 ? { aiCall: usage } : { message: { ...usage, conversationId: `c ${i % 50}`, role: 'USER' } }
})

/** The cost of an event by the present price, its source, and the saving of a cache. */
function costAt(i: number): [cost: string, source: string, saved: string] {
  const full = Big(i + 1)
    .times(price!.usd)
    .div(1_000_000)
    .toFixed()
  if (i % 10 === 9) return ['0.5', 'PROVIDED', 'null']
  if (i % 10 === 8) return ['null', 'UNKNOWN', 'null']
  return i % 10 === 7 ? ['0', 'COMPUTED', full] : [full, 'COMPUTED', 'null']
}

const sumOf = (costs: string[]) => costs.reduce((sum, cost) => sum.plus(cost), Big(0)).toFixed()
const expectedTotal = () => sumOf(events.map((_, i) => costAt(i)[0]).filter(cost => cost !== 'null'))

interface Tracked {
  track: { accepted: number; duplicates: number; rejected: number }
}

const track = (sent: object[]) =>
  service.answer<Tracked>(
    `mutation($sent: [AnyEventInput!]!) { track(input: { events: $sent }) { accepted duplicates rejected } }`,
    { sent },
  )

/** Sends all events, including those sent before. */
async function send(): Promise<Tracked['track']> {
  const sum = { accepted: 0, duplicates: 0, rejected: 0 }
  for (let first = 0; first < events.length; first += 1_000) {
    const { track: answer } = await track(events.slice(first, first + 1_000))
    sum.accepted += answer.accepted
    sum.duplicates += answer.duplicates
    sum.rejected += answer.rejected
  }
  return sum
}

async function setPrice(usd: number): Promise<void> {
  if (price) await service.answer(DeleteModelPriceDocument, { input: { id: price.id } })
  const input = {
    provider: 'acme',
    model: 'm-1',
    usage: 'INPUT' as const,
    usdPerMillion: String(usd),
    validFrom: '1970-01-01T00:00:00Z',
  }
  const { createModelPrice } = await service.answer(CreateModelPriceDocument, { input })
  price = { usd, id: createModelPrice.modelPrice!.id }
}

async function recompute() {
  const { recomputeCosts } = await service.answer(RecomputeCostsDocument, { input: { range, dryRun: false } })
  const { changed, isApplied, userErrors } = recomputeCosts
  return { changed, isApplied, refused: userErrors.map(({ code }) => code) }
}

const rows = async <Row>(statement: string) => (await askPostgres(database, statement)) as Row[]
const count = async (of: string) =>
  (await rows<{ n: number }>(`select count(*)::integer as n from ${of}`))[0]!.n

/** Sessions that wait for a lock within such a statement. */
const blocked = (statement: string) =>
  count(
    `pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ~ '${statement}'`,
  )

/** The point of the kill: when `reached` resolves, while a lock is held in PostgreSQL if one is given. */
interface Cut {
  lock?: string
  /** Runs first, once the lock is held. */
  prepared?(): Promise<unknown>
  reached(): Promise<unknown>
}

/** Recomputes with another price and kills the process at that moment. */
async function killed(usdPerMillion: number, { lock, prepared, reached }: Cut): Promise<void> {
  await setPrice(usdPerMillion)
  const blocker = new pg.Client(database)
  await blocker.connect()
  try {
    await blocker.query('begin')
    if (lock) await blocker.query(lock)
    await prepared?.()
    const answered = recompute().then(
      () => true,
      () => false,
    )
    await reached()
    await service.kill()
    expect(await answered).toBe(false)
  } finally {
    await blocker.end()
  }
}

/** Repeats the request, like a client without an answer, and checks the totals. */
async function expectFinished(): Promise<void> {
  await service.start()
  // The session of the killed process may continue for a moment.
  await expect.poll(recompute, patient).toEqual({ changed: 0, isApplied: true, refused: [] })
  expect(await count('cost_corrections')).toBe(0)
  const { summary, dailyStats } = await service.answer<Totals>(
    `query($range: DateRangeInput!) {
      summary { totalEvents totalCostUsd }
      dailyStats(range: $range) { costUsd }
    }`,
    { range },
  )
  expect(summary).toEqual({ totalEvents: events.length, totalCostUsd: expectedTotal() })
  expect(sumOf(dailyStats.map(({ costUsd }) => costUsd))).toBe(expectedTotal())
}

interface Totals {
  summary: { totalEvents: number; totalCostUsd: string }
  dailyStats: { costUsd: string }[]
}

/** ClickHouse has one file per correction. */
async function mutations(): Promise<string[]> {
  const files = await readdir(join(folder, 'clickhouse', 'store'), { recursive: true })
  return files.filter(file => /mutation_\d+\.txt$/.test(file))
}

describe('recomputed costs follow the last prices after a kill', () => {
  test('during the second page of the log', async () => {
    const lock = `select from events where seq = (
      select min(seq)
      from (select *, row_number() over (order by occurred_at, seq) as place from events) placed
      where place between 5001 and 10000 and model = 'm-1' and cost_source = 'UNKNOWN') for update`
    await killed(2, { lock, reached: () => expect.poll(() => blocked('update events'), patient).toBe(1) })
    await expectFinished()
  })

  test('after the log has all new costs, before ClickHouse gets them', async () => {
    const another = {
      ...events[0]!.message,
      eventId: `event ${events.length}`,
      inputTokens: events.length + 1,
    }
    await killed(3, {
      // The projection waits at the next batch, before it looks for corrections. A row lock would have a transaction
      // id, and then later events would not be settled.
      // transaction id, and events that are committed after that are not settled.
      lock: 'lock table projection in exclusive mode',
      prepared: async () => {
        events.push({ message: another })
        await track([events.at(-1)!])
        await expect.poll(() => blocked('update projection'), patient).toBe(1)
      },
      reached: () => expect.poll(() => count('cost_corrections'), patient).toBe(3),
    })
    await expectFinished()
  })

  test('during the correction in ClickHouse', async () => {
    const before = new Set(await mutations())
    await killed(5, {
      // The kill may be late on a busy machine: ClickHouse stops at this point.
      lock: 'select from roll_ups for update',
      reached: async () => {
        while ((await mutations()).every(file => before.has(file))) await pause(1)
      },
    })
    expect(await count('cost_corrections')).toBeGreaterThan(0)
    await expectFinished()
  })

  test('after ClickHouse has corrected them, before PostgreSQL knows', async () => {
    const before = await mutations()
    await killed(7, {
      lock: 'select from roll_ups for update',
      reached: () => expect.poll(() => blocked('from roll_ups'), patient).toBe(1),
    })
    expect(await mutations()).not.toEqual(before)
    expect(await count('cost_corrections')).toBeGreaterThan(0)
    await expectFinished()
  })

  test('at each of these points, and no event is lost or doubled in either database', async () => {
    expect(await send()).toEqual({ accepted: 0, duplicates: events.length, rejected: 0 })
    expect(await service.stop()).toBe(0)
    const expected = events.map((_, i) => [`event ${i}`, ...costAt(i)].join(' ')).sort()
    const kept = await rows<{ cost: string }>(
      `select concat_ws(' ', event_id, coalesce(cost_usd::text, 'null'), cost_source,
         coalesce(saved_cost_usd::text, 'null')) as cost
       from events`,
    )
    expect(kept.map(({ cost }) => cost).sort()).toEqual(expected)
    expect(await inClickHouse()).toEqual({ costs: expected, differences: [], waiting: 0, held: 0 })
  })
})

/** The contents of the stopped process's folder. */
async function inClickHouse() {
  const engine = await startClickHouse(folder, () => undefined)
  const clickhouse = new ClickHouse(engine, 10_000)
  const client = new pg.Client(database)
  await client.connect()
  try {
    const costs = await clickhouse.query<{ cost: string }>(
      'costs',
      sql`select concat(event_id, ' ', ifNull(toString(cost_usd), 'null'), ' ', cost_source, ' ',
        ifNull(toString(saved_cost_usd), 'null')) as cost from events`,
    )
    const held = await clickhouse.query('held', sql`select seq from cost_corrections`)
    const { differences, waiting } = await verifyProjection(client, clickhouse)
    return { costs: costs.map(({ cost }) => cost).sort(), differences, waiting, held: held.length }
  } finally {
    await client.end()
    await clickhouse.close()
    await engine.stop()
  }
}
