import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { filesInArchive } from './archive.ts'
import { fileAt, type InputFile, inputFile } from './input-file.ts'
import { ImportError } from './row.ts'

/**
 * The files at the given paths, in their order. Those of a folder and of a ZIP archive are in the natural order of their
 * names, in which `day 9` is before `day 10`, so that exports by the hour are read in the order of time.
 * @throws ImportError for a path that cannot be read, and for one without files
 */
export async function inputFiles(paths: string[]): Promise<InputFile[]> {
  const files: InputFile[] = []
  for (const path of paths) files.push(...(await filesAt(path)))
  return files
}

async function filesAt(path: string): Promise<InputFile[]> {
  const files = await unsortedFiles(path)
  if (files.length === 0) throw new ImportError(`${path} has no files`)
  return files.sort((a, b) => naturally(a.path, b.path))
}

async function unsortedFiles(path: string): Promise<InputFile[]> {
  if ((await fileAt(path)).isDirectory()) return inputFiles(await namesIn(path))
  return (await isArchive(path)) ? filesInArchive(path) : [await inputFile(path)]
}

/** The files of a folder and of the folders in it, without hidden ones. */
async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(
      path =>
        !path
          .slice(folder.length)
          .split(/[\\/]/)
          .some(part => part.startsWith('.')),
    )
}

const naturally = new Intl.Collator('en', { numeric: true }).compare

const archiveMagic = Buffer.from('PK\x03\x04')

async function isArchive(path: string): Promise<boolean> {
  if (!(await fileAt(path)).isFile()) return false
  for await (const chunk of createReadStream(path, { end: 3 })) return archiveMagic.equals(chunk)
  return false
}
