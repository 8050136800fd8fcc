import { join } from 'node:path'
import { readEnv } from '../../../src/env.ts'
import { type Run } from '../run.ts'
import { createOwnCluster } from './cluster.ts'
import { openNetwork } from './network.ts'

/** Gives the run a separate PostgreSQL, and the service its address. */
export async function ownPostgres(run: Run): Promise<void> {
  const cluster = await createOwnCluster(join(run.folder, 'own'))
  const network = await openNetwork(cluster.port)
  run.postgres = { cluster, network }
  run.environment.DATABASE_URL = cluster.urlAt(network.port)
  run.env = readEnv(run.environment)
}
