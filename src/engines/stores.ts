import { ClickHouse } from '../clickhouse/client.ts'
import { type Env } from '../env.ts'
import { type Database, openDatabase } from '../postgres/database.ts'
import { type Embedded } from './embedded.ts'
import { startEngines } from './start-engines.ts'

/** Both engines, open and ready: the log is migrated. */
export interface Stores {
  database: Database
  clickhouse: ClickHouse
  /** The engines that run here, if any. */
  embedded: Embedded | undefined
  close(): Promise<void>
}

/** Starts the engines that no URL is set for, and connects to both. */
export async function openStores(env: Env, report: (line: string) => void): Promise<Stores> {
  await using started = new AsyncDisposableStack()
  const engines = await startEngines(env, report)
  started.defer(engines.stop)
  report('Opening PostgreSQL and running migrations')
  const database = await openDatabase(engines.databaseUrl, env.limits.queryTimeoutMs)
  started.defer(database.close)
  await database.migrate()
  const clickhouse = new ClickHouse(engines.clickhouse, env.limits.queryTimeoutMs)
  started.defer(() => clickhouse.close())
  const everything = started.move()
  return { database, clickhouse, embedded: engines.embedded, close: () => everything.disposeAsync() }
}
