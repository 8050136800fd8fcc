import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client } from 'pg'
import pino from 'pino'
import { ClickHouse } from '../../src/clickhouse/client.ts'
import { startClickHouse } from '../../src/engines/clickhouse.ts'
import { type Env } from '../../src/env.ts'
import { type Database, openDatabase } from '../../src/postgres/database.ts'
import { Projector } from '../../src/projection/projector.ts'
import { mayProject } from '../../src/projection/session.ts'
import { type Difference } from '../../src/projection/verify/verdict.ts'
import { verifyProjection } from '../../src/projection/verify/verify-projection.ts'
import { cloneDatabase } from './clone-database.ts'

/** Both databases and the projection between them, without the rest of the service. */
export interface TestProjection {
  database: Database
  clickhouse: ClickHouse
  /** The engine behind `clickhouse`, for statements of a test. */
  engine: Awaited<ReturnType<typeof startClickHouse>>
  /** Starts another projector. */
  start(settings?: Partial<Env['projection']>): Promise<Projector>
  /** Stops the projectors that were started. */
  stop(): Promise<void>
  /** Gives a session to a piece of work. The session projects, and ends like that of a killed process. */
  dying(work: (client: Client) => Promise<unknown>): Promise<void>
  /** Compares ClickHouse with the log. */
  differences(): Promise<Difference[]>
  close(): Promise<void>
}

const silent = pino({ level: 'silent' })
const usual = { batchEvents: 50_000, debounceMs: 1, waitMs: 20_000 }

/** Opens a cloned PostgreSQL and an empty ClickHouse. No projector is started. */
export async function openProjection(queryTimeoutMs = 10_000): Promise<TestProjection> {
  const folder = await mkdtemp(join(tmpdir(), 'convograph-projection-'))
  const engine = await startClickHouse(folder, () => undefined)
  const clickhouse = new ClickHouse(engine, queryTimeoutMs)
  const database = await openDatabase(await cloneDatabase())
  const running: Projector[] = []
  const stop = async () => {
    for (const projector of running.splice(0)) await projector.stop()
  }
  return {
    database,
    clickhouse,
    engine,
    start: async settings => {
      const projector = new Projector(database, clickhouse, { ...usual, ...settings }, silent)
      running.push(projector)
      await projector.start()
      return projector
    },
    stop,
    dying: work =>
      inSession(database, async client => {
        if (!(await mayProject(client))) throw new Error('Another session projects.')
        await work(client)
      }),
    differences: () =>
      inSession(database, async client => (await verifyProjection(client, clickhouse)).differences),
    close: async () => {
      await stop()
      await database.close()
      await clickhouse.close()
      await engine.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function inSession<Result>(
  database: Database,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = await database.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
