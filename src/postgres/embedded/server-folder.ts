import type { SpawnOptions } from 'node:child_process'
import { chown, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** The account that a program runs as. */
export interface Account {
  uid: number
  gid: number
}

/** A database folder and how the server is run on it. Without an account the server runs as this process does. */
export interface ServerFolder {
  path: string
  pathForServer: string
  account: Account | undefined
  spawnOptions: SpawnOptions
}

/**
 * Decides how to run PostgreSQL in `path`, an absolute path without symbolic links. PostgreSQL refuses to run as root.
 * When this process is root, the server runs as the folder's owner, and a folder that root owns is first given to
 * `postgres` or `nobody`.
 */
export async function serverFolderOf(path: string): Promise<ServerFolder> {
  const account = process.getuid?.() === 0 ? await ownerOf(path) : undefined
  return {
    path,
    // The account may have no access to a parent folder. A child process enters its working directory before it gives
    // up root, and Linux follows this link without checking the parents again.
    pathForServer: process.platform === 'linux' ? '/proc/self/cwd' : path,
    account,
    // No environment variables: PGDATA, PGPORT, LANG and others would change what the server does.
    spawnOptions: { cwd: path, env: {}, ...account },
  }
}

async function ownerOf(folder: string): Promise<Account> {
  const { uid, gid } = await stat(folder)
  if (uid !== 0) return { uid, gid }
  const account = await unprivilegedAccount()
  await giveTo(account, folder)
  return account
}

async function giveTo({ uid, gid }: Account, folder: string) {
  for (const name of await readdir(folder, { recursive: true })) await chown(join(folder, name), uid, gid)
  await chown(folder, uid, gid)
}

async function unprivilegedAccount(): Promise<Account> {
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map(line => line.split(':'))
  const found = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody')
  if (!found)
    throw new Error('PostgreSQL cannot run as root, and /etc/passwd has neither postgres nor nobody')
  return { uid: Number(found[2]), gid: Number(found[3]) }
}
