import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The pid of the embedded PostgreSQL, from its own file. */
export async function postmasterPid(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
}
