import { chown, cp, lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Copies a folder into an existing one, with modes and, for root, owners. */
export async function copyFolder(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, preserveTimestamps: true })
  if (process.getuid?.() !== 0) return
  for (const name of await readdir(from, { recursive: true })) {
    const { uid, gid } = await lstat(join(from, name))
    await chown(join(to, name), uid, gid)
  }
}
