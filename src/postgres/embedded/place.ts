import type { SpawnOptions } from 'node:child_process'
import { chown, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Whom a program runs as. */
export interface Account {
  uid: number
  gid: number
}

/** A database folder as the server is to see it, and as whom; no account means as ourselves. */
export interface Place {
  folder: string
  pathForServer: string
  account: Account | undefined
  spawnOptions: SpawnOptions
}

/**
 * Says how to run PostgreSQL in `folder`, an absolute path without symbolic links. It refuses to run as root, so for
 * root it runs as the folder's owner, and a folder that root owns is first given to `postgres` or `nobody`.
 */
export async function placeOf(folder: string): Promise<Place> {
  const account = process.getuid?.() === 0 ? await ownerOf(folder) : undefined
  return {
    folder,
    // That account may be shut out of a parent folder. A child enters its working directory before it gives up
    // root, and Linux follows this link without asking for the parents again.
    pathForServer: process.platform === 'linux' ? '/proc/self/cwd' : folder,
    account,
    // Nothing of our environment: PGDATA, PGPORT, LANG and the like would change what the server does.
    spawnOptions: { cwd: folder, env: {}, ...account },
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
