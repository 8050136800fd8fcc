import './thread-pool.ts'
import { mkdir, rename } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { drainPending, Session } from 'chdb'
import { type EmbeddedClickHouse } from '../clickhouse/topology/embedded.ts'
import { emptySpool } from '../clickhouse/topology/spool.ts'
import { writeClickHouseConfig } from './clickhouse-config.ts'
import { yieldProcessors } from './yield-processors.ts'

/**
 * Opens the ClickHouse of this process on `${dataDir}/clickhouse`. A folder that cannot be opened, or whose tables
 * lost rows, is moved to `clickhouse.corrupt-<time>` and reported; an empty folder takes its place and is filled from
 * the log. The caller holds the lock of the data folder: a folder that another process has open would look damaged.
 * `stop` waits for running statements.
 * @throws Error when this process has such a folder open already
 */
export async function startClickHouse(
  dataDir: string,
  report: (line: string) => void,
): Promise<EmbeddedClickHouse & { stop(): Promise<void> }> {
  const folder = join(resolve(dataDir), 'clickhouse')
  const spoolFolder = `${folder}.spool`
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await yieldProcessors()
  const serverSettings = [`--config-file=${await writeClickHouseConfig(`${folder}.config`)}`, ...tuning]
  const engine = openIntact(folder, serverSettings) ?? (await openEmpty(folder, serverSettings, report))
  await emptySpool(spoolFolder)
  return {
    openSession: () => new Session(folder),
    spoolFolder,
    async stop() {
      engine.close()
      await drainPending()
    },
  }
}

// The first session starts the engine, so only the first one takes server settings.
function openIntact(folder: string, serverSettings: string[]): Session | undefined {
  const engine = openReadable(folder, serverSettings)
  if (engine === undefined || engine.query(lostParts, 'TSV').trim() === '0') return engine
  engine.close()
  return undefined
}

function openReadable(folder: string, serverSettings: string[]): Session | undefined {
  try {
    return new Session(folder, { connectionArgs: serverSettings })
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Failed to create connection')) return undefined
    throw error
  }
}

// ClickHouse silently opens a table without its broken parts: all its sums would be too small.
const lostParts = `select count() from system.detached_parts where reason like 'broken%'`

const tuning = [
  // A share of the memory of the machine or container, for the whole process; the default is 0.9.
  '--max_server_memory_usage_to_ram_ratio=0.5',
  '--mark_cache_size=268435456',
  // ClickHouse looks for the next part that an `alter … update` has to rewrite after 0.1 s and a random time of up to 1 s,
  // so that many tables spread their work. Here questions wait for it, and the pause grows anyway while there is nothing.
  '--background_processing_pool_thread_sleep_seconds_if_nothing_to_do=0.01',
  '--background_processing_pool_task_sleep_seconds_when_no_work_random_part=0',
]

async function openEmpty(
  folder: string,
  serverSettings: string[],
  report: (line: string) => void,
): Promise<Session> {
  const aside = `${folder}.corrupt-${new Date().toISOString().replaceAll(':', '-')}`
  await rename(folder, aside)
  await mkdir(folder, { mode: 0o700 })
  report(`The ClickHouse data was damaged and is now in ${aside}; it is rebuilt from the log`)
  return new Session(folder, { connectionArgs: serverSettings })
}
