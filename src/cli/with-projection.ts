import { serverName } from '../engines/server-name.ts'
import { type Stores } from '../engines/stores.ts'
import { readEnv } from '../env.ts'
import { type Copying } from '../projection/batches.ts'
import { chooseFilled } from '../projection/move/move-to-next.ts'
import { mayProject } from '../projection/session.ts'
import { progressLine } from './progress-line.ts'

/**
 * Opens both engines for a command that must be the only one that projects, and closes them after it.
 * @throws Error that names the setting of an engine which cannot be used
 */
export async function withProjection(
  command: (stores: Stores & { copying: Copying }) => Promise<void>,
): Promise<void> {
  const { openStores } = await import('../engines/stores.ts')
  const env = readEnv()
  const progress = progressLine()
  await using started = new AsyncDisposableStack()
  const stores = await openStores(env, progress.show)
  started.defer(stores.close)
  if (env.clickhouseUrl && !(await isUp(stores)))
    throw new Error(`ClickHouse at ${serverName('CLICKHOUSE_URL', env.clickhouseUrl)} does not answer`)
  const client = await stores.database.connect()
  started.defer(() => client.end())
  if (!(await mayProject(client))) throw new Error('A running service is projecting. Stop the service first.')
  await chooseFilled(client, stores.clickhouse)
  progress.done()
  const { clickhouse, database } = stores
  const copying = { client, clickhouse, mostEvents: env.projection.batchEvents, connect: database.connect }
  await command({ ...stores, copying })
}

const isUp = ({ clickhouse }: Stores) => clickhouse.isUp().catch(() => false)
