import { readFileSync } from 'node:fs'

/**
 * On Linux, a process that has ended still takes signals until its parent has noticed, but it has no command any more.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== ''
  } catch {
    return false
  }
}
