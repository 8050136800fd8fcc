import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { isRunning } from '../../src/postgres/embedded/postmaster.ts'

/**
 * The processes that a kill ends: node alone (PostgreSQL survives), all of PostgreSQL too, or only PostgreSQL's first
 * process, so that its sessions end by themselves during the next start.
 */
export type Target = 'node' | 'tree' | 'postmaster'

/** The processes of PostgreSQL for a kill: the first one, from its own file, and its children. */
export async function postgresPids(folder: string, target: Target): Promise<number[]> {
  if (target === 'node') return []
  const file = join(folder, 'data', 'postgres', 'postmaster.pid')
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n')
  const postmaster = { pid: Number(lines[0]), port: Number(lines[3]) }
  if (!isRunning(postmaster)) return []
  return target === 'tree' ? [postmaster.pid, ...(await childrenOf(postmaster.pid))] : [postmaster.pid]
}

async function childrenOf(parent: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid='])
  const processes = stdout.split('\n').map(line => line.trim().split(/\s+/).map(Number))
  return processes.filter(([, ppid]) => ppid === parent).map(([pid]) => pid!)
}
