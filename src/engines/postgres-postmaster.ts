import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
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

/** The server that an earlier run left running on `folder`, if any. */
export async function leftBehind(folder: string): Promise<Postmaster | undefined> {
  const file = join(folder, 'postmaster.pid')
  const [first, ...others] = (await readFile(file, 'utf8').catch(() => '')).split('\n')
  if (!first) return undefined
  const postmaster = { pid: Number(first), port: Number(others[2]) }
  if (isRunning(postmaster)) return postmaster
  // PostgreSQL would refuse to start while any process has that pid, but not for the pid of its own parent. The
  // other lines must stay: with them it makes sure that no session of the dead server still writes.
  await writeFile(file, [process.pid, ...others].join('\n'))
  return undefined
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
