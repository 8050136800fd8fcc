import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** Changes with everything that the page is made of: its files, and the packages that are installed. */
export async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  for (const file of await files()) hash.update(`${file}\0`).update(await readFile(join(root, file)))
  return hash.digest('hex')
}

async function files(): Promise<string[]> {
  const found = await Array.fromAsync(glob('web/**/*.{ts,tsx,mjs,css,html,svg,json}', { cwd: root }))
  return [...found, 'package-lock.json'].toSorted()
}
