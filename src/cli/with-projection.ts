import { type Stores } from '../engines/stores.ts'
import { readEnv } from '../env.ts'
import { type Copying } from '../projection/batches.ts'
import { mayProject } from '../projection/session.ts'
import { progressLine } from './progress-line.ts'

/** Opens both engines for a command that must be the only one that projects, and closes them after it. */
export async function withProjection(
  command: (stores: Stores & { copying: Copying }) => Promise<void>,
): Promise<void> {
  const { openStores } = await import('../engines/stores.ts')
  const env = readEnv()
  const progress = progressLine()
  await using started = new AsyncDisposableStack()
  const stores = await openStores(env, progress.show)
  started.defer(stores.close)
  const client = await stores.database.connect()
  started.defer(() => client.end())
  if (!(await mayProject(client))) throw new Error('A running service is projecting. Stop the service first.')
  progress.done()
  const { clickhouse, database } = stores
  const copying = { client, clickhouse, mostEvents: env.projection.batchEvents, connect: database.connect }
  await command({ ...stores, copying })
}
