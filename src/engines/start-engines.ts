import { type ClickHouseSource } from '../clickhouse/reach.ts'
import { type Env } from '../env.ts'
import { startPostgres } from '../postgres/embedded/start-postgres.ts'
import { startClickHouse } from './clickhouse.ts'
import { holdDataFolder, inDataFolder } from './data-folder.ts'
import { type Embedded } from './embedded.ts'
import { embeddedOn } from './embedded-on.ts'

/** The addresses of the two engines. */
export interface Engines {
  databaseUrl: string
  clickhouse: ClickHouseSource
  /** The ClickHouse that answers until the other one is filled from the log. */
  formerClickhouse?: ClickHouseSource
  /** The engines that this process runs; undefined when it runs none. */
  embedded: Embedded | undefined
  stop(): Promise<void>
}

/**
 * Starts each engine that has no URL, on the data folder, and locks that folder.
 * @throws Error that names DATA_DIR when the folder cannot be used
 */
export const startEngines = (env: Env, report: (line: string) => void): Promise<Engines> =>
  inDataFolder(env.dataDir, () => startOn(env, report))

async function startOn(env: Env, report: (line: string) => void): Promise<Engines> {
  const {
    databaseUrl,
    clickhouseUrl,
    clickhouseCluster: cluster,
    clickhouseSandboxUrl: sandboxUrl,
    dataDir,
  } = env
  await using started = new AsyncDisposableStack()
  const isEmbedded = !databaseUrl || !clickhouseUrl
  if (isEmbedded) {
    const folder = await holdDataFolder(dataDir, `http://${env.host}:${env.port}`)
    started.defer(folder.release)
  }
  const postgres = databaseUrl ? undefined : await stopLater(started, startPostgres(dataDir, report))
  const clickhouse = clickhouseUrl
    ? { url: clickhouseUrl, sandboxUrl, cluster }
    : await stopLater(started, startClickHouse(dataDir, report))
  const everything = started.move()
  return {
    databaseUrl: postgres?.url ?? databaseUrl!,
    clickhouse,
    formerClickhouse: env.formerClickhouse,
    embedded: isEmbedded ? embeddedOn(dataDir, postgres) : undefined,
    stop: () => everything.disposeAsync(),
  }
}

async function stopLater<E extends { stop(): Promise<void> }>(
  started: AsyncDisposableStack,
  starting: Promise<E>,
): Promise<E> {
  const engine = await starting
  started.defer(() => engine.stop())
  return engine
}
