import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { type Credentials } from './credentials.ts'
import { postgresPrograms } from './programs.ts'
import { type ServerFolder, serverFolderOf } from './server-folder.ts'

/**
 * Creates an empty cluster in `folder`, which must not exist, with these credentials, which `keep` stores. The folder
 * gets its name last, so a creation that was interrupted begins anew.
 */
export async function createCluster(
  folder: string,
  credentials: Credentials,
  keep: (credentials: Credentials) => Promise<void>,
) {
  const unfinished = `${folder}.new`
  // An initdb that outlived a killed start may still write into it.
  await rm(unfinished, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  await mkdir(unfinished, { mode: 0o700 })
  const serverFolder = await serverFolderOf(unfinished)
  await initdb(serverFolder, credentials)
  await keep(credentials)
  await rename(unfinished, folder)
}

async function initdb(serverFolder: ServerFolder, credentials: Credentials) {
  const { initdb } = await postgresPrograms(serverFolder.account)
  const password = await passwordHandle(serverFolder, credentials.password)
  try {
    const run = spawn(initdb, initdbArguments(serverFolder, credentials.user), {
      ...serverFolder.spawnOptions,
      stdio: [password.fd, 'ignore', 'pipe'],
    })
    const [complaint, [code]] = await Promise.all([text(run.stderr!), once(run, 'close')])
    if (code !== 0) throw new Error(`PostgreSQL's initdb failed: ${complaint.trim()}`)
  } finally {
    await password.close()
  }
}

function initdbArguments(serverFolder: ServerFolder, user: string): string[] {
  return [
    '-D',
    serverFolder.pathForServer,
    `--username=${user}`,
    '--pwfile=/dev/stdin',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Bytewise order, which indexes like, but with Unicode's upper and lower case.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]
}

// initdb opens its standard input by name once more, which works for a file it owns but not for a pipe of ours.
async function passwordHandle({ path, account }: ServerFolder, password: string) {
  const file = `${path}.password`
  await rm(file, { force: true })
  await writeFile(file, `${password}\n`, { mode: 0o600 })
  if (account) await chown(file, account.uid, account.gid)
  const handle = await open(file, 'r')
  await rm(file)
  return handle
}
