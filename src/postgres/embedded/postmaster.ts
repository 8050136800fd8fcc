import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A running PostgreSQL server: its first process, and the port that distinguishes it from other servers. */
export interface Postmaster {
  pid: number
  port: number
}

/**
 * Stops the server: first with a fast shutdown (sessions end, all data is written). If that takes too long, the
 * server is stopped without writing, and the next start recovers. Resolves when the server has ended, within about 9
 * seconds.
 */
export async function stopPostmaster(postmaster: Postmaster) {
  for (const [firmness, patienceMs] of escalation) {
    signal(postmaster, firmness)
    const deadline = performance.now() + patienceMs
    while (isRunning(postmaster) && performance.now() < deadline) await pause(20)
  }
}

const escalation = [
  ['SIGINT', 6_000],
  ['SIGQUIT', 2_000],
  ['SIGKILL', 1_000],
] as const

/** Stops a server that an earlier run left running on `folder`. */
export async function stopLeftBehind(folder: string, report: (line: string) => void) {
  const postmaster = await leftBehind(folder)
  if (postmaster === undefined) return
  report(`Stopping the PostgreSQL (pid ${postmaster.pid}) that an earlier run left behind`)
  await stopPostmaster(postmaster)
}

/** Sends the signal if the server still runs. */
export function signal(postmaster: Postmaster, name: NodeJS.Signals) {
  try {
    if (isRunning(postmaster)) process.kill(postmaster.pid, name)
  } catch (error) {
    // The server ended between the check and the signal.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Whether the server runs, and not another process with the same pid. */
export function isRunning({ pid, port }: Postmaster): boolean {
  const command = commandLine(pid)
  return command.includes('postgres') && command.includes(`port=${port}`)
}

/**
 * The server that an earlier run left running on `folder`; undefined when there is none. In that case its pid file no
 * longer prevents another start.
 */
export async function leftBehind(folder: string): Promise<Postmaster | undefined> {
  const file = join(folder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [first, ...others] = (await readFile(file, 'utf8')).split('\n')
  const postmaster = { pid: Number(first), port: Number(others[2]) }
  if (!postmaster.pid || !postmaster.port) return leftBehindWithoutPid(folder, file)
  if (isRunning(postmaster)) return postmaster
  // PostgreSQL refuses to start while any process has that pid, except its own parent process. The other lines must
  // stay: PostgreSQL uses them to make sure that no session of the dead server still writes.
  await overwrite(file, [process.pid, ...others].join('\n'))
  return undefined
}

// Truncating first would leave an empty file when the disk is full.
async function overwrite(path: string, text: string) {
  const file = await open(path, 'r+')
  try {
    await file.write(text, 0)
    await file.truncate(Buffer.byteLength(text))
  } finally {
    await file.close()
  }
}

/** The same when the pid file is damaged. */
async function leftBehindWithoutPid(folder: string, file: string): Promise<Postmaster | undefined> {
  const pids = processesIn(folder)
  const postmasters = pids.map(pid => ({ pid, port: Number(/port=(\d+)/.exec(commandLine(pid))?.[1]) }))
  const postmaster = postmasters.find(({ port }) => port > 0)
  if (postmaster) return postmaster
  // Without the pid file a new server would not notice these sessions.
  if (pids.length) throw new Error(`Sessions of a killed PostgreSQL still run: ${pids.join(', ')}`)
  await rm(file)
  return undefined
}

/** The processes of a server, found by their working directory. Only Linux offers that. */
function processesIn(folder: string): number[] {
  if (process.platform !== 'linux') return []
  const pids = readdirSync('/proc').map(Number).filter(Boolean)
  return pids.filter(pid => workingFolder(pid) === folder && commandLine(pid).includes('postgres'))
}

function workingFolder(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}

// Returns an empty text for a process that has ended, or is a zombie.
function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return execFileSync('/bin/ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}
