import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type Cluster, openCluster, rememberPort } from './postgres-cluster.ts'
import { isRunning, leftBehind, type Postmaster, signal, stopPostmaster } from './postgres-postmaster.ts'
import { awaitReady, createDatabase } from './postgres-ready.ts'
import { serverSettings } from './postgres-settings.ts'

const attempts = 3

/**
 * Starts the PostgreSQL that comes out of npm on `${dataDir}/postgres`, on a free port of 127.0.0.1; the cluster is
 * created first where there is none. A server that an earlier run left behind is stopped before. `report` gets a
 * sentence for whatever takes noticeable time. `stop` resolves when the server is gone, within about 9 seconds.
 * The folder exists and the caller holds it. Throws with the end of `${dataDir}/postgres.log` if it does not start.
 */
export async function startPostgres(dataDir: string, report: (line: string) => void) {
  const cluster = await openCluster(await realpath(dataDir), report)
  await stopLeftBehind(cluster, report)
  const postmaster = await launch(cluster, report)
  const endWithUs = () => signal(postmaster, 'SIGINT')
  process.once('exit', endWithUs)
  return {
    url: urlOf(cluster, postmaster, 'convograph'),
    async stop() {
      await stopPostmaster(postmaster)
      process.off('exit', endWithUs)
    },
  }
}

async function stopLeftBehind(cluster: Cluster, report: (line: string) => void) {
  const postmaster = await leftBehind(cluster.place.folder)
  if (postmaster === undefined) return
  report(`Stopping the PostgreSQL (pid ${postmaster.pid}) that an earlier run left behind`)
  await stopPostmaster(postmaster)
}

// Another attempt helps when the port was taken meanwhile, or while sessions of a killed server are still ending.
async function launch(cluster: Cluster, report: (line: string) => void): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    const postmaster = await spawnServer(cluster)
    try {
      await prepare(cluster, postmaster, report)
      return postmaster
    } catch (error) {
      const endedByItself = !isRunning(postmaster)
      await stopPostmaster(postmaster)
      if (!endedByItself || attempt === attempts) throw await failedStart(cluster, error)
      await pause(1_000)
    }
  }
}

async function prepare(cluster: Cluster, postmaster: Postmaster, report: (line: string) => void) {
  const url = urlOf(cluster, postmaster, 'postgres')
  await awaitReady(url, () => isRunning(postmaster), report)
  await createDatabase(url, 'convograph')
  await rememberPort(cluster, postmaster.port)
}

// Its own process group, so that Ctrl-C in a terminal reaches only us and we stop it after our last write.
async function spawnServer({ place, programs, log }: Cluster): Promise<Postmaster> {
  const port = await freePort()
  const output = await open(log, 'a', 0o600)
  try {
    const server = spawn(programs.postgres, ['-D', place.pathForServer, ...serverSettings(port)], {
      ...place.spawnOptions,
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
    })
    await once(server, 'spawn')
    server.unref()
    return { pid: server.pid!, port }
  } finally {
    await output.close()
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

function urlOf({ credentials: { user, password } }: Cluster, { port }: Postmaster, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`
}

async function failedStart({ log }: Cluster, cause: unknown): Promise<Error> {
  const end = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n').slice(-5).join('\n')
  return new Error(`PostgreSQL did not start. The end of ${log}:\n${end}`, { cause })
}
