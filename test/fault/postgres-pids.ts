import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/**
 * What a kill takes with it: node alone (PostgreSQL lives on), all of PostgreSQL too, or only its first process,
 * so that its sessions end by themselves while the next start is under way.
 */
export type Target = 'node' | 'tree' | 'postmaster'

/** The processes of PostgreSQL that a kill is to take: the first one, as its own file says, and its children. */
export async function postgresPids(folder: string, target: Target): Promise<number[]> {
  if (target === 'node') return []
  const file = join(folder, 'data', 'postgres', 'postmaster.pid')
  const first = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0])
  if (!first) return []
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args='])
  const processes = stdout.split('\n').map(line => line.trim().split(/\s+/))
  const isPostgres = ([, , ...args]: string[]) => args.join(' ').includes('postgres')
  const tree = processes
    .filter(([pid, parent]) => pid === `${first}` || parent === `${first}`)
    .filter(isPostgres)
  return tree.map(([pid]) => Number(pid)).filter(pid => target === 'tree' || pid === first)
}
