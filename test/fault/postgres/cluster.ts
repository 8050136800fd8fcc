import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, open } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { openCluster } from '../../../src/postgres/embedded/cluster.ts'
import {
  isRunning,
  type Postmaster,
  signal,
  stopPostmaster,
} from '../../../src/postgres/embedded/postmaster.ts'
import { awaitReady, createDatabase } from '../../../src/postgres/embedded/ready.ts'
import { serverSettings } from '../../../src/postgres/embedded/settings.ts'
import { freePort } from '../free-port.ts'

/** A PostgreSQL server for the faults. It keeps its port across starts. */
export interface Cluster {
  /** The URL of the database for the service's role, which is not a superuser. */
  urlAt(port: number): string
  port: number
  /** Runs a statement as a superuser, on a separate session and past the network. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
  /** A session of a superuser, or of the service's role. The caller ends it. */
  connect(role?: 'service'): Promise<pg.Client>
  start(): Promise<void>
  /** Properly, or immediately without writing, as in a crash. */
  stop(way: 'orderly' | 'immediate'): Promise<void>
}

export const role = 'service'
const password = 'service'
const database = 'convograph'

/**
 * Overrides the settings of the embedded server: few connections, and nothing is acknowledged that a crash would lose.
 */
const settings = { max_connections: 30, fsync: 'on', synchronous_commit: 'on' }

/** Creates a cluster in the folder and starts it, with a database that the service's role owns. */
export async function createOwnCluster(folder: string): Promise<Cluster> {
  await mkdir(folder)
  const files = await openCluster(folder, () => undefined)
  const port = await freePort()
  const { credentials, serverFolder, programs, log } = files
  const superuser = `postgres://${credentials.user}:${credentials.password}@127.0.0.1:${port}`
  const urlAt = (at: number) => `postgres://${role}:${password}@127.0.0.1:${at}/${database}`
  let postmaster: Postmaster | undefined

  const connect = async (as?: 'service') => {
    const connectionString = as ? urlAt(port) : `${superuser}/${database}`
    const client = new pg.Client({
      connectionString,
      connectionTimeoutMillis: 2_000,
      application_name: 'fault',
    })
    client.on('error', () => undefined)
    await client.connect()
    return client
  }

  const query = async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => {
    const client = await withPlace(connect)
    try {
      return (await client.query<Row>(text, values)).rows
    } finally {
      await client.end()
    }
  }

  const start = async () => {
    const output = await open(log, 'a', 0o600)
    const more = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const server = spawn(
      programs.postgres,
      ['-D', serverFolder.pathForServer, ...serverSettings(port), ...more],
      {
        ...serverFolder.spawnOptions,
        detached: true,
        stdio: ['ignore', output.fd, output.fd],
      },
    )
    await once(server, 'spawn')
    await output.close()
    server.unref()
    const started = { pid: server.pid!, port }
    postmaster = started
    await awaitReady(
      `${superuser}/postgres`,
      () => isRunning(started),
      () => undefined,
    )
  }

  const stop = async (way: 'orderly' | 'immediate') => {
    if (!postmaster) return
    if (way === 'immediate') signal(postmaster, 'SIGQUIT')
    else await stopPostmaster(postmaster)
    while (isRunning(postmaster)) await pause(5)
  }

  await start()
  await createDatabase(`${superuser}/postgres`, database)
  await query(`create role ${role} login password '${password}'`)
  await query(`alter database ${database} owner to ${role}`)
  await query(`alter schema public owner to ${role}`)
  return { urlAt, port, query, connect, start, stop }
}

/** Sessions that are ending hold the superusers' connections for a moment. */
async function withPlace(connect: () => Promise<pg.Client>): Promise<pg.Client> {
  const deadline = performance.now() + 2_000
  for (;;) {
    try {
      return await connect()
    } catch (error) {
      const isFull = error instanceof Error && 'code' in error && error.code === '53300'
      if (!isFull || performance.now() > deadline) throw error
      await pause(20)
    }
  }
}
