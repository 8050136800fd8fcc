import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The files below a folder whose bytes have a text, each by its path in the folder. A file that is deleted meanwhile has none. */
export async function filesWith(folder: string, text: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && (await bytesOf(path)).includes(text)) found.push(path.slice(folder.length + 1))
  }
  return found
}

const bytesOf = (path: string): Promise<Buffer> => readFile(path).catch(() => Buffer.alloc(0))
