import { EventEmitter, once } from 'node:events'
import { type Client } from 'pg'
import { type Logger } from 'pino'
import { type ClickHouse } from '../clickhouse/client.ts'
import { allFacts } from '../clickhouse/scope.ts'
import { type Database } from '../database.ts'
import { type Env } from '../env.ts'
import { applyBatch } from './apply-batch.ts'
import { type Cursor, finishBatch, hasPassed, readCursor, readHead, recordBatch, restartCursor } from './cursor.ts'

/** Copies the log into ClickHouse as it grows, and knows how far it has come. */
export interface Projector {
  /** Brings ClickHouse to a state that the log can be continued from, then follows the log. */
  start(): Promise<void>
  /** Facts were committed: do not wait for the next look at the log. */
  wake(): void
  /**
   * Waits, for a bounded time, until every fact committed by now can be asked for.
   * @returns the instant before which everything received is in
   */
  caughtUp(): Promise<Date>
  stop(): Promise<void>
}

/** Of all server processes, the one that holds this lock projects. */
export const projectionLock = 7_411_002

/** How often a process looks for facts that another one wrote. */
const pollMs = 100
const mostBackOffMs = 5_000

export function createProjector(
  database: Database,
  clickhouse: ClickHouse,
  settings: Env['projection'],
  log: Logger,
): Projector {
  const signals = new EventEmitter()
  signals.setMaxListeners(0)
  let client: Client | undefined
  let cursor: Cursor | undefined
  let isStopping = false
  let isWanted = false
  let failures = 0
  let running: Promise<void> | undefined

  const advance = (next: Cursor) => {
    cursor = next
    signals.emit('advanced')
  }

  /** The session that holds the lock, or undefined while another process does. */
  const session = async () => {
    if (client) return client
    const candidate = await database.connect()
    const { rows } = await candidate.query('select pg_try_advisory_lock($1) as mine', [projectionLock])
    if (!rows[0].mine) {
      await candidate.end()
      return undefined
    }
    await prepare(candidate, clickhouse, settings.batchFacts, log)
    advance(await readCursor(candidate))
    client = candidate
    return client
  }

  const disconnect = async () => {
    const ended = client?.end().catch(() => undefined)
    client = undefined
    cursor = undefined
    await ended
  }

  /** One look at the log: applies all there is. */
  const project = async () => {
    const mine = await session()
    if (!mine) return
    while (!isStopping) {
      const next = await projectBatch(mine, clickhouse, settings.batchFacts)
      if (!next) return
      advance(next)
    }
  }

  const pause = async () => {
    const backOff = Math.min(mostBackOffMs, pollMs * 2 ** failures)
    if (!isWanted || failures) await Promise.race([sleep(failures ? backOff : pollMs), once(signals, 'wanted')])
    if (!isStopping && !failures) await sleep(settings.debounceMs)
    isWanted = false
  }

  const follow = async () => {
    while (!isStopping) {
      try {
        await project()
        failures = 0
      } catch (error) {
        if (failures++ === 0) log.error({ err: error }, 'the projection stands still; it tries again until it moves')
        await disconnect()
      }
      if (!isStopping) await pause()
    }
  }

  return {
    start: async () => {
      await session()
      running = follow()
    },
    wake: () => {
      isWanted = true
      signals.emit('wanted')
    },
    caughtUp: async () => {
      const asked = new Date()
      const deadline = Date.now() + settings.waitMs
      const head = await readHead(database.log)
      for (;;) {
        const now = cursor ?? (await readCursor(database.log))
        if (hasPassed(now, head)) return asked
        if (Date.now() >= deadline) return now.receivedAt ?? new Date(0)
        signals.emit('wanted')
        await Promise.race([sleep(20), once(signals, 'advanced')])
      }
    },
    stop: async () => {
      isStopping = true
      signals.emit('wanted')
      await running
      await disconnect()
    },
  }
}

const sleep = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

/** Records, applies and finishes one batch; undefined when there is nothing to do. */
export async function projectBatch(
  client: Client,
  clickhouse: ClickHouse,
  mostFacts: number,
): Promise<Cursor | undefined> {
  const recorded = await recordBatch(client, mostFacts)
  if (!recorded.next) return undefined
  await applyBatch(client, clickhouse, recorded)
  return finishBatch(client, recorded)
}

/**
 * Repeats the batch that a crash may have cut short, then holds ClickHouse against the log: columns that
 * were dropped, restored from elsewhere or never written are rebuilt.
 */
async function prepare(client: Client, clickhouse: ClickHouse, mostFacts: number, log: Logger): Promise<void> {
  await clickhouse.createTables()
  const found = await readCursor(client)
  const cursor = found.next ? await repeatBatch(client, clickhouse, found) : found
  const held = await countFacts(clickhouse)
  if (held === Number(cursor.facts)) return
  log.warn({ held, expected: Number(cursor.facts) }, 'ClickHouse does not hold what was projected; rebuilding it')
  await emptyColumns(client, clickhouse)
  while (await projectBatch(client, clickhouse, mostFacts));
}

async function repeatBatch(client: Client, clickhouse: ClickHouse, cursor: Cursor): Promise<Cursor> {
  await applyBatch(client, clickhouse, cursor)
  return finishBatch(client, cursor)
}

/** Leaves ClickHouse with empty tables and the cursor before the first fact. */
export async function emptyColumns(client: Client, clickhouse: ClickHouse): Promise<void> {
  await clickhouse.dropTables()
  await clickhouse.createTables()
  await restartCursor(client)
}

async function countFacts(clickhouse: ClickHouse): Promise<number> {
  const [row] = await clickhouse.query<{ facts: number }>('facts held', allFacts)
  return row!.facts
}
