import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ClickHouse } from '../../src/clickhouse/client.ts'
import { sql } from '../../src/clickhouse/sql.ts'
import type { EventRow } from '../../src/entities/event-columns.ts'
import { insertEvents } from '../../src/ingest/insert-events.ts'
import type { Database } from '../../src/postgres/database.ts'
import type { Price } from '../../src/pricing/price-book.ts'
import { costPages } from '../../src/pricing/recompute/cost-pages.ts'
import { recomputed } from '../../src/pricing/recompute/recomputed.ts'
import { writeCosts } from '../../src/pricing/recompute/write-costs.ts'
import { Batches } from '../../src/projection/batches.ts'
import { correctCosts } from '../../src/projection/corrections/correct-costs.ts'
import { readCursor } from '../../src/projection/cursor.ts'
import { rebuildProjection } from '../../src/projection/rebuild.ts'
import { claimStore } from '../../src/projection/store.ts'
import { apply, recordNext } from '../support/batch-by-hand.ts'
import { inSession } from '../support/in-session.ts'
import { openProjection, type TestProjection, verdict } from '../support/projection.ts'

let projection: TestProjection
let database: Database
let clickhouse: ClickHouse

beforeEach(async () => {
  projection = await openProjection()
  ;({ database, clickhouse } = projection)
})
afterEach(() => projection.close())

const startProjector = () => projection.start({ batchEvents: 2 })

/** Calls of one token each in three months, so that ClickHouse has them in several parts. */
const calls = (...ids: string[]): EventRow[] =>
  ids.map((event_id, i) => ({
    project: 'p',
    event_id,
    kind: 'ai_call',
    name: 'ai_call',
    occurred_at: `2024-0${1 + (i % 3)}-15T12:00:00Z`,
    provider: 'acme',
    model: 'm-1',
    input_tokens: 1,
    cost_source: 'UNKNOWN',
  }))

/** Writes the costs by a price to the log, as recomputing does; returns the number of the correction. */
async function recost(usdPerMillion: string): Promise<string> {
  const price: Price = {
    provider: 'acme',
    model: '*',
    usage: 'INPUT',
    serviceTier: 'STANDARD',
    abovePromptTokens: 0,
    usdPerMillion,
    validFrom: new Date(0),
    validTo: null,
    isDefault: false,
  }
  const range = { from: new Date('2024-01-01'), to: new Date('2025-01-01') }
  let last = ''
  await inSession(database, async client => {
    for await (const events of costPages(client, 'p', range))
      last = await writeCosts(
        client,
        'p',
        events.map(event => recomputed(event, { prices: [price], aliases: [] })),
      )
  })
  return last
}

/** The cost of each event in ClickHouse, in log order. */
const costs = async () =>
  (
    await clickhouse.query<{ cost: string }>(
      'costs',
      sql`select concat(event_id, ' ', ifNull(toString(cost_usd), 'null'), ' ', cost_source) as cost from events order by seq`,
    )
  ).map(({ cost }) => cost)

async function expectNothingLeft(): Promise<void> {
  const { rows } = await database.pool.query('select id from cost_corrections')
  expect(rows).toEqual([])
  expect(await clickhouse.query('held', sql`select seq from cost_corrections`)).toEqual([])
  expect((await verdict(projection)).differences).toEqual([])
}

const fiveMillionths = ['a 0.000005 COMPUTED', 'b 0.000005 COMPUTED', 'c 0.000005 COMPUTED']

describe('recomputed costs', () => {
  test('reach events that were copied before, and leave later events alone', async () => {
    const projector = await startProjector()
    await insertEvents(database.pool, calls('a', 'b', 'c'))
    await projector.caughtUp()
    expect(await projector.corrected(await recost('5'))).toBe(true)
    await insertEvents(database.pool, calls('d'))
    await projector.caughtUp()
    expect(await costs()).toEqual([...fiveMillionths, 'd null UNKNOWN'])
    await expectNothingLeft()
  })

  test('reach events that were not copied yet', async () => {
    await insertEvents(database.pool, calls('a', 'b', 'c'))
    const correction = await recost('5')
    const projector = await startProjector()
    expect(await projector.corrected(correction)).toBe(true)
    expect(await costs()).toEqual(fiveMillionths)
    await expectNothingLeft()
  })

  test('reach events that had been read but not copied', async () => {
    await insertEvents(database.pool, calls('a', 'b', 'c'))
    await clickhouse.createTables()
    await projection.dying(async client => {
      await claimStore(client, clickhouse)
      const batches = new Batches({ client, clickhouse, mostEvents: 1, connect: database.connect })
      await batches.copyNext()
      expect(batches.hasNext).toBe(true)
      // Long enough for a batch of one event to be read.
      await pause(200)
      await recost('5')
      while (await batches.copyNext());
      expect(batches.hasNext).toBe(false)
      await batches.close()
      expect((await costs())[1]).toBe('b null UNKNOWN')
    })
    await startProjector()
    expect(await costs()).toEqual(fiveMillionths)
    await expectNothingLeft()
  })

  test('are those of the last of two corrections that wait together', async () => {
    const projector = await startProjector()
    await insertEvents(database.pool, calls('a', 'b', 'c'))
    await projector.caughtUp()
    await projection.stop()
    await recost('3')
    await recost('5')
    await startProjector()
    expect(await costs()).toEqual(fiveMillionths)
    await expectNothingLeft()
  })

  test('are applied by the projecting process, whichever process recomputed them', async () => {
    const first = await startProjector()
    const second = await startProjector()
    await insertEvents(database.pool, calls('a', 'b', 'c'))
    await first.caughtUp()
    expect(await second.corrected(await recost('3'))).toBe(true)
    expect(await costs()).toEqual(fiveMillionths.map(cost => cost.replace('5', '3')))
    await first.stop()
    expect(await second.corrected(await recost('5'))).toBe(true)
    expect(await costs()).toEqual(fiveMillionths)
    await expectNothingLeft()
  })
})

describe('after a crash', () => {
  async function copied(): Promise<void> {
    const projector = await startProjector()
    await insertEvents(database.pool, calls('a', 'b', 'c'))
    await projector.caughtUp()
    await projection.stop()
  }

  test('before ClickHouse got a correction, the next start applies the correction', async () => {
    await copied()
    await recost('5')
    expect(await costs()).toEqual(['a null UNKNOWN', 'b null UNKNOWN', 'c null UNKNOWN'])
    await startProjector()
    expect(await costs()).toEqual(fiveMillionths)
    await expectNothingLeft()
  })

  test('after ClickHouse got a correction, the next start applies the correction again, and the costs stay', async () => {
    await copied()
    const correction = await recost('5')
    for (let time = 0; time < 2; time++)
      await projection.dying(async client => {
        await client.query('begin')
        await correctCosts(client, clickhouse)
      })
    expect(await costs()).toEqual(fiveMillionths)
    const projector = await startProjector()
    expect(await projector.corrected(correction)).toBe(true)
    expect(await costs()).toEqual(fiveMillionths)
    await expectNothingLeft()
  })

  test('in the middle of a batch, a correction also covers the copied events of the batch', async () => {
    await clickhouse.createTables()
    await insertEvents(database.pool, calls('a', 'b', 'c'))
    await projection.dying(async client => {
      await claimStore(client, clickhouse)
      await apply(client, clickhouse, (await recordNext(client))!)
    })
    await recost('5')
    await startProjector()
    expect(await costs()).toEqual(fiveMillionths)
    expect(await readCursor(database.pool)).toMatchObject({ events: '3', generation: 1, next: null })
    await expectNothingLeft()
  })

  test('with a correction in ClickHouse that can never end, the correction is killed and made again', async () => {
    await copied()
    using session = projection.engine.openSession()
    // Without a selected database, as in the background, this correction does not find its table.
    session.query(`alter table events update cost_usd = joinGet('cost_corrections', 'cost_usd', seq) where true
        settings mutations_sync = 0`)
    const correction = await recost('5')
    const projector = await startProjector()
    expect(await projector.corrected(correction)).toBe(true)
    expect(await costs()).toEqual(fiveMillionths)
    await expectNothingLeft()
  })
})

test('a rebuild copies the costs of the log, and waiting corrections do not change them', async () => {
  const projector = await startProjector()
  await insertEvents(database.pool, calls('a', 'b', 'c'))
  await projector.caughtUp()
  expect(await projector.corrected(await recost('3'))).toBe(true)
  await projection.stop()
  await recost('5')
  await projection.dying(client =>
    rebuildProjection({ client, clickhouse, mostEvents: 50_000, connect: database.connect }),
  )
  expect(await costs()).toEqual(fiveMillionths)
  await startProjector()
  expect(await costs()).toEqual(fiveMillionths)
  await expectNothingLeft()
})

test('a correction that ClickHouse refuses blocks no event, and is made later', async () => {
  const projector = await startProjector()
  await insertEvents(database.pool, calls('a', 'b', 'c'))
  await projector.caughtUp()
  using session = projection.engine.openSession()
  session.query('drop table cost_corrections sync')
  session.query('create table cost_corrections (another UInt8) engine = Memory')
  const correction = await recost('5')
  await insertEvents(database.pool, calls('d'))
  await projector.caughtUp()
  expect(await costs()).toEqual(['a null UNKNOWN', 'b null UNKNOWN', 'c null UNKNOWN', 'd null UNKNOWN'])
  session.query('drop table cost_corrections sync')
  expect(await projector.corrected(correction)).toBe(true)
  expect(await costs()).toEqual([...fiveMillionths, 'd null UNKNOWN'])
  await expectNothingLeft()
})
