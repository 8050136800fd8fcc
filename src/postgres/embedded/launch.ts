import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { type Cluster } from './cluster.ts'
import { failureOf, PostgresFailure } from './failure.ts'
import { isRunning, type Postmaster, stopLeftBehind, stopPostmaster } from './postmaster.ts'
import { awaitReady } from './ready.ts'
import { serverSettings } from './settings.ts'

/** A server that this process started. */
export interface Server extends Postmaster {
  /** Resolves when the server has ended for any reason. */
  ended: Promise<Ending>
  /** The size of the log file when the server started. */
  logBegan: number
}

/** The exit code, or the signal that ended the server. */
interface Ending {
  code: number | null
  signal: NodeJS.Signals | null
}

/** Callbacks during the start of a server. */
interface Launching {
  report(line: string): void
  /** The server runs but is not ready yet. */
  onSpawn?(server: Server): void
  /** Aborts the start and stops the server. */
  signal?: AbortSignal
}

/**
 * Starts the server of the cluster on this port and waits until it is ready. A server that an earlier run left behind
 * is stopped first.
 * @throws PostgresFailure
 */
export async function launch(
  cluster: Cluster,
  port: number,
  { report, onSpawn, signal }: Launching,
): Promise<Server> {
  await stopLeftBehind(cluster.serverFolder.path, report)
  const server = await spawnServer(cluster, port)
  onSpawn?.(server)
  try {
    const url = urlOf(cluster, server, 'postgres')
    await awaitReady(url, () => isRunning(server) && !signal?.aborted, report)
    signal?.throwIfAborted()
    return server
  } catch (error) {
    const hasEnded = !isRunning(server)
    await stopPostmaster(server)
    throw hasEnded ? await failureOf(cluster, server.logBegan, error) : refusal(cluster, error)
  }
}

/** The error for a server that runs and refuses the connection. */
function refusal({ credentialsFile }: Cluster, error: unknown): unknown {
  const isPasswordWrong = error instanceof Error && 'code' in error && error.code === '28P01'
  if (!isPasswordWrong) return error
  return new PostgresFailure(
    'UNUSABLE',
    `The password in ${credentialsFile} is not the one of the database beside it: restore the file that belongs to it`,
    { cause: error },
  )
}

export function urlOf(
  { credentials: { user, password } }: Cluster,
  { port }: Pick<Postmaster, 'port'>,
  database: string,
): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`
}

// A separate process group: Ctrl-C in a terminal reaches only this process, which stops the server as its last step.
async function spawnServer({ serverFolder, programs, log }: Cluster, port: number): Promise<Server> {
  const output = await open(log, 'a', 0o600)
  try {
    const { size } = await output.stat()
    const child = spawn(programs.postgres, ['-D', serverFolder.pathForServer, ...serverSettings(port)], {
      ...serverFolder.spawnOptions,
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
    })
    const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }) as Ending)
    await Promise.race([once(child, 'spawn'), ended])
    child.unref()
    return { pid: child.pid!, port, ended, logBegan: size }
  } finally {
    await output.close()
  }
}
