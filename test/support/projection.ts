import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client } from 'pg'
import pino from 'pino'
import { expect } from 'vitest'
import { ClickHouse } from '../../src/clickhouse/client.ts'
import { startClickHouse } from '../../src/engines/clickhouse.ts'
import { type Env } from '../../src/env.ts'
import { type Database, openDatabase } from '../../src/postgres/database.ts'
import { Projector } from '../../src/projection/projector.ts'
import { mayProject } from '../../src/projection/session.ts'
import { type Verdict, verifyProjection } from '../../src/projection/verify/verify-projection.ts'
import { cloneDatabase } from './clone-database.ts'
import { inSession } from './in-session.ts'

type Settings = Partial<Env['projection']>

const usual: Env['projection'] = { batchEvents: 50_000, debounceMs: 1, waitMs: 20_000 }
const silent = pino({ level: 'silent' })

/** The two databases. */
export interface Engines {
  database: Database
  clickhouse: ClickHouse
}

/** Opens a cloned PostgreSQL and an empty ClickHouse, without the rest of the service. No projector runs yet. */
export async function openProjection(): Promise<TestProjection> {
  const folder = await mkdtemp(join(tmpdir(), 'convograph-projection-'))
  const engine = await startClickHouse(folder, () => undefined)
  return new TestProjection(folder, engine, await openDatabase(await cloneDatabase()))
}

/** Both databases, and the projectors between them. */
export class TestProjection implements Engines {
  /** The folder of ClickHouse and of files beside it. */
  readonly folder: string
  readonly #running: Projector[] = []
  /** The engine behind `clickhouse`. */
  engine: Awaited<ReturnType<typeof startClickHouse>>
  clickhouse: ClickHouse
  readonly database: Database

  constructor(folder: string, engine: TestProjection['engine'], database: Database) {
    this.folder = folder
    this.engine = engine
    this.clickhouse = new ClickHouse(engine, 30_000)
    this.database = database
  }

  /** Another projector, which `stop` stops. */
  projector(settings: Settings = {}, clickhouse = this.clickhouse): Projector {
    const projector = new Projector(this.database, clickhouse, { ...usual, ...settings }, silent)
    this.#running.push(projector)
    return projector
  }

  /** Starts another projector. */
  async start(settings?: Settings, clickhouse?: ClickHouse): Promise<Projector> {
    const projector = this.projector(settings, clickhouse)
    await projector.start()
    return projector
  }

  async stop(): Promise<void> {
    for (const projector of this.#running.splice(0)) await projector.stop()
  }

  /** Gives work the session that projects. The session ends like that of a killed process. */
  dying(work: (client: Client) => Promise<unknown>): Promise<void> {
    return inSession(this.database, async client => {
      if (!(await mayProject(client))) throw new Error('Another session projects.')
      await work(client)
    })
  }

  /** Replaces ClickHouse by an empty one. */
  async loseClickHouse(): Promise<void> {
    await this.#closeClickHouse()
    await rm(join(this.folder, 'clickhouse'), { recursive: true })
    this.engine = await startClickHouse(this.folder, () => undefined)
    this.clickhouse = new ClickHouse(this.engine, 30_000)
  }

  async close(): Promise<void> {
    await this.stop()
    await this.database.close()
    await this.#closeClickHouse()
    await rm(this.folder, { recursive: true, force: true })
  }

  async #closeClickHouse(): Promise<void> {
    await this.clickhouse.close()
    await this.engine.stop()
  }
}

/** Compares ClickHouse with PostgreSQL, and the days that users and conversations are listed under with their last events. */
export const verdict = ({ database, clickhouse }: Engines): Promise<Verdict> =>
  inSession(database, async client => {
    const { rows } = await client.query(misplaced)
    expect(rows, 'users and conversations listed under another day than that of their last event').toEqual([])
    return verifyProjection(client, clickhouse)
  })

/** A visitor who turned out to be a user is not listed, nor is an erased user. */
const misplaced = `
  select 'user' as thing, no::text, last_on, coalesce(last_seen_at, created_at) as last
  from users left join user_days using (no)
  where linked_to is null and last_on is distinct from (coalesce(last_seen_at, created_at) at time zone 'UTC')::date
  union all
  select 'conversation', no::text, last_on, last_event_at
  from conversations left join conversation_days using (no)
  where last_on is distinct from (last_event_at at time zone 'UTC')::date`
