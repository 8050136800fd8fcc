import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { type Credentials } from './credentials.ts'
import { type Programs } from './programs.ts'
import { type ServerFolder } from './server-folder.ts'

/**
 * Sets another password for the role, in PostgreSQL's single-user mode. That mode needs no password, only the
 * ownership of the folder, and no server may run on the folder.
 */
export async function resetPassword(
  serverFolder: ServerFolder,
  { postgres }: Programs,
  { user, password }: Credentials,
) {
  const run = spawn(postgres, ['--single', '-D', serverFolder.pathForServer, 'postgres'], {
    ...serverFolder.spawnOptions,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  run.stdin!.on('error', () => undefined)
  run.stdin!.end(`alter role "${user}" password '${password}'\n`)
  const [complaint, [code]] = await Promise.all([text(run.stderr!), once(run, 'close')])
  const failure = /(ERROR|FATAL|PANIC):\s*(.*)/.exec(complaint)
  if (code !== 0 || failure)
    throw new Error(
      `PostgreSQL in ${serverFolder.path} takes no new password: ${failure?.[2] ?? complaint.trim()}`,
    )
}
