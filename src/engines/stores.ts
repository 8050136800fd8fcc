import { ClickHouse } from '../clickhouse/client.ts'
import { type Env } from '../env.ts'
import { type Database, openDatabase } from '../postgres/database.ts'
import { type Embedded } from './embedded.ts'
import { migrateDatabase } from './migrate-database.ts'
import { type Engines, startEngines } from './start-engines.ts'

/** Both engines, open and ready, with the tables of this version in PostgreSQL. */
export interface Stores {
  database: Database
  clickhouse: ClickHouse
  /** The engines that this process runs, if any. */
  embedded: Embedded | undefined
  close(): Promise<void>
}

/** Starts each engine that has no URL, and connects to both. @throws Error that names the setting which is wrong */
export async function openStores(env: Env, report: (line: string) => void): Promise<Stores> {
  await using started = new AsyncDisposableStack()
  const engines = await startEngines(env, report)
  started.defer(engines.stop)
  report('Opening PostgreSQL and running migrations')
  const database = await openDatabase(engines.databaseUrl, env.limits.queryTimeoutMs)
  started.defer(database.close)
  await migrateDatabase(database, env)
  const clickhouse = open(engines, env.limits.queryTimeoutMs)
  started.defer(() => clickhouse.close())
  const everything = started.move()
  return { database, clickhouse, embedded: engines.embedded, close: () => everything.disposeAsync() }
}

/** The former ClickHouse answers until the new one is filled. */
function open({ clickhouse, formerClickhouse }: Engines, queryTimeoutMs: number): ClickHouse {
  const opened = new ClickHouse(clickhouse, queryTimeoutMs)
  return formerClickhouse ? new ClickHouse(formerClickhouse, queryTimeoutMs, opened) : opened
}
