import { chmod, cp, lstat, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Copies the folder `source` to `copy` in a temporary directory, readable by every account and writable by this one
 * only. A complete copy of an earlier run is used again.
 */
export async function publicCopy(source: string, copy: string) {
  if (await isUsable(source, copy)) return
  const unfinished = await mkdtemp(`${copy}-`)
  await cp(source, unfinished, { recursive: true, verbatimSymlinks: true })
  await publish(unfinished)
  // Another start may have finished its copy first.
  if (!(await isUsable(source, copy))) {
    await rm(copy, { recursive: true, force: true })
    await rename(unfinished, copy)
  } else {
    await rm(unfinished, { recursive: true })
  }
}

async function isUsable(source: string, copy: string): Promise<boolean> {
  return (await isOurs(copy)) && (await isComplete(source, copy))
}

// Any account can create this name in the temporary directory, so nothing runs from a folder that others can write to.
async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined)
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o022) === 0
}

// The system deletes old files from temporary directories one by one, so the copy may be incomplete.
async function isComplete(source: string, copy: string): Promise<boolean> {
  const names = new Set(await readdir(copy, { recursive: true }))
  return (await readdir(source, { recursive: true })).every(name => names.has(name))
}

async function publish(folder: string) {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    // systemd does not delete old files that have the sticky bit, which has no other effect on a file.
    if (entry.isFile()) await chmod(path, 0o1755)
    if (entry.isDirectory()) await chmod(path, 0o755)
  }
}
