import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** Changes with these files of `web/`, and with the packages that are installed. */
export async function fingerprint(folders: string[], exclude: string[] = []): Promise<string> {
  const hash = createHash('sha256')
  for (const file of await files(folders, exclude))
    hash.update(`${file}\0`).update(await readFile(join(root, file)))
  return hash.digest('hex')
}

async function files(folders: string[], exclude: string[]): Promise<string[]> {
  const patterns = folders.map(folder => `${folder}/**/*.{ts,tsx,mjs,css,html,svg,json}`)
  const found = await Array.fromAsync(glob(patterns, { cwd: root, exclude }))
  return [...found, 'package-lock.json'].toSorted()
}
