import { type ClickHouseSource } from '../clickhouse/client.ts'
import { type Env } from '../env.ts'
import { startClickHouse } from './clickhouse.ts'
import { holdDataFolder } from './data-folder.ts'
import { startPostgres } from './postgres.ts'

/** Where the two engines are, whoever runs them. */
export interface Engines {
  databaseUrl: string
  clickhouse: ClickHouseSource
  stop(): Promise<void>
}

/** Starts what no URL is set for, under the data folder, and holds that folder. */
export async function startEngines(env: Env, report: (line: string) => void): Promise<Engines> {
  const { databaseUrl, clickhouseUrl, dataDir } = env
  await using started = new AsyncDisposableStack()
  if (!databaseUrl || !clickhouseUrl) {
    const folder = await holdDataFolder(dataDir, `http://${env.host}:${env.port}`)
    started.defer(folder.release)
  }
  const postgres = databaseUrl
    ? { url: databaseUrl }
    : await embedded(started, startPostgres(dataDir, report))
  const clickhouse = clickhouseUrl
    ? { url: clickhouseUrl }
    : await embedded(started, startClickHouse(dataDir, report))
  const everything = started.move()
  return { databaseUrl: postgres.url, clickhouse, stop: () => everything.disposeAsync() }
}

async function embedded<E extends { stop(): Promise<void> }>(
  started: AsyncDisposableStack,
  starting: Promise<E>,
): Promise<E> {
  const engine = await starting
  started.defer(() => engine.stop())
  return engine
}
