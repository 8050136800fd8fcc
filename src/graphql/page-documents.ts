import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packageFolder } from '../package-folder.ts'
import { type TrustedDocuments } from './read-trusted-documents.ts'

const file = join(packageFolder(import.meta.dirname), 'dist/page/documents.json')

/** The documents that the page sends, as its build has written them; none if the page is not built. */
export async function readPageDocuments(): Promise<TrustedDocuments> {
  try {
    return new Map(Object.entries<string>(JSON.parse(await readFile(file, 'utf8'))))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map()
    throw error
  }
}
