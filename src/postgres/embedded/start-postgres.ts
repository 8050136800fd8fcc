import { once } from 'node:events'
import { realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type Cluster, openCluster, writePort } from './cluster.ts'
import { PostgresFailure } from './failure.ts'
import { launch, type Server, urlOf } from './launch.ts'
import { stopPostmaster } from './postmaster.ts'
import { createDatabase } from './ready.ts'
import { Supervisor } from './supervisor.ts'

const attempts = 3

/**
 * Starts the PostgreSQL from npm on `${dataDir}/postgres`, on a free port of 127.0.0.1, and creates the cluster if it
 * does not exist. A server that an earlier run left behind is stopped first. `report` gets a sentence for each step
 * that takes noticeable time. The folder exists and the caller holds its lock.
 * @throws PostgresFailure
 */
export async function startPostgres(dataDir: string, report: (line: string) => void): Promise<Supervisor> {
  const cluster = await openCluster(await realpath(dataDir), report)
  const server = await launchOnFreePort(cluster, report)
  try {
    await createDatabase(urlOf(cluster, server, 'postgres'), 'convograph')
    await writePort(cluster, server.port)
  } catch (error) {
    await stopPostmaster(server)
    throw error
  }
  return new Supervisor(cluster, server)
}

// Another attempt helps when another program has taken the port, or while sessions of a killed server still run.
async function launchOnFreePort(cluster: Cluster, report: (line: string) => void): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await launch(cluster, await freePort(), { report })
    } catch (error) {
      const mayPass = error instanceof PostgresFailure && error.code === 'ENDED'
      if (!mayPass || attempt === attempts) throw error
      await pause(1_000)
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  await new Promise(closed => probe.close(closed))
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1')
  return address.port
}
