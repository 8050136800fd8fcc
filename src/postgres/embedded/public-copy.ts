import { chmod, cp, lstat, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Copies the folder `source` to `copy` in a temporary directory, readable by every account and writable by ours alone,
 * unless an earlier run did.
 */
export async function publicCopy(source: string, copy: string) {
  if (await isUsable(source, copy)) return
  const unfinished = await mkdtemp(`${copy}-`)
  await cp(source, unfinished, { recursive: true, verbatimSymlinks: true })
  await publish(unfinished)
  // Another start may have been faster.
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

// Anyone may create this name in the temporary directory: nothing is run from it that others can write to.
async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined)
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o022) === 0
}

// Temporary directories are swept by age, file by file.
async function isComplete(source: string, copy: string): Promise<boolean> {
  const names = new Set(await readdir(copy, { recursive: true }))
  return (await readdir(source, { recursive: true })).every(name => names.has(name))
}

async function publish(folder: string) {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    // systemd's sweep of old files leaves out those with the sticky bit, which means nothing else on a file.
    if (entry.isFile()) await chmod(path, 0o1755)
    if (entry.isDirectory()) await chmod(path, 0o755)
  }
}
