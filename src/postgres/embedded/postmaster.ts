import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A running PostgreSQL server: its first process, and the port that tells it from another server. */
export interface Postmaster {
  pid: number
  port: number
}

/**
 * Stops the server: first with a fast shutdown (sessions are ended, everything is written), and if that takes too
 * long without writing, which the next start repairs. Resolves when it is gone, within about 9 seconds.
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

/** Stops the server that an earlier run left running on `folder`, if any. */
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
    // It ended between the question and the signal.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Whether the server runs, and not merely some process that was given the same pid later. */
export function isRunning({ pid, port }: Postmaster): boolean {
  const command = commandLine(pid)
  return command.includes('postgres') && command.includes(`port=${port}`)
}

/**
 * The server that an earlier run left running on `folder`, if any. Where there is none, what it noted of itself no
 * longer keeps another one from starting.
 */
export async function leftBehind(folder: string): Promise<Postmaster | undefined> {
  const file = join(folder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [first, ...others] = (await readFile(file, 'utf8')).split('\n')
  const postmaster = { pid: Number(first), port: Number(others[2]) }
  if (!postmaster.pid || !postmaster.port) return leftBehindUnnoted(folder, file)
  if (isRunning(postmaster)) return postmaster
  // PostgreSQL would refuse to start while any process has that pid, but not for the pid of its own parent. The
  // other lines must stay: with them it makes sure that no session of the dead server still writes.
  await overwrite(file, [process.pid, ...others].join('\n'))
  return undefined
}

// Truncating first would leave an empty file on a full disk.
async function overwrite(path: string, text: string) {
  const file = await open(path, 'r+')
  try {
    await file.write(text, 0)
    await file.truncate(Buffer.byteLength(text))
  } finally {
    await file.close()
  }
}

/** The same where the file cannot be read: it was cut short, or overwritten. */
async function leftBehindUnnoted(folder: string, file: string): Promise<Postmaster | undefined> {
  const pids = processesIn(folder)
  const postmasters = pids.map(pid => ({ pid, port: Number(/port=(\d+)/.exec(commandLine(pid))?.[1]) }))
  const postmaster = postmasters.find(({ port }) => port > 0)
  if (postmaster) return postmaster
  // Without the file a new server would not notice them.
  if (pids.length) throw new Error(`Sessions of a killed PostgreSQL still run: ${pids.join(', ')}`)
  await rm(file)
  return undefined
}

/** All processes of a server work in its folder. Only Linux tells where a process works. */
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

// An empty answer for a process that is gone or only waits for its parent to notice.
function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return execFileSync('/bin/ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}
