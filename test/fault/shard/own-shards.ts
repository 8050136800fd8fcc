import { join } from 'node:path'
import { readEnv } from '../../../src/env.ts'
import { createDatabases } from '../../support/clickhouse/databases.ts'
import { startServers } from '../../support/clickhouse/start-servers.ts'
import { type Run } from '../run.ts'

/** Gives the run a ClickHouse cluster of three servers. */
export async function ownShards(run: Run): Promise<void> {
  run.shards = await startServers(join(run.folder, 'columns'), { count: 3 })
  const urls = run.shards.map(({ url }) => url)
  Object.assign(run.environment, await createDatabases(urls, 'convograph'))
  run.env = readEnv(run.environment)
}
