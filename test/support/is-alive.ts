import { readFileSync } from 'node:fs'

/** A process that ended without its parent having noticed still takes signals on Linux, but has no command any more. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== ''
  } catch {
    return false
  }
}
