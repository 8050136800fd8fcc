import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { type Credentials } from './credentials.ts'
import { postgresPrograms } from './programs.ts'
import { type ServerFolder, serverFolderOf } from './server-folder.ts'

/**
 * Creates an empty cluster in `folder`, which must not exist. `store` saves the credentials. The folder gets its name
 * last, so an interrupted creation starts again from the beginning.
 */
export async function createCluster(
  folder: string,
  credentials: Credentials,
  store: (credentials: Credentials) => Promise<void>,
) {
  const unfinished = `${folder}.new`
  // An initdb that outlived a killed start may still write into the folder.
  await rm(unfinished, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  await mkdir(unfinished, { mode: 0o700 })
  const serverFolder = await serverFolderOf(unfinished)
  await initdb(serverFolder, credentials)
  await store(credentials)
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
    // Sorts by bytes, so that an index serves `like`; upper and lower case follow Unicode.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]
}

// initdb opens its standard input again by name, which works for a file of its own, not for a pipe of this process.
async function passwordHandle({ path, account }: ServerFolder, password: string) {
  const file = `${path}.password`
  await rm(file, { force: true })
  await writeFile(file, `${password}\n`, { mode: 0o600 })
  if (account) await chown(file, account.uid, account.gid)
  const handle = await open(file, 'r')
  await rm(file)
  return handle
}
