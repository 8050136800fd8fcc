import { type Entry, openPromise } from 'yauzl'
import { type InputFile, withFormat } from './input-file.ts'
import { ImportError } from './row.ts'

/**
 * The files in a ZIP archive, in the natural order of their names, which may be compressed themselves, as in the export of
 * Amplitude. Each is decompressed when it is read.
 * @throws ImportError for a broken archive, and for one with a password
 */
export async function filesInArchive(path: string): Promise<InputFile[]> {
  const files: InputFile[] = []
  for (const entry of await entriesOf(path))
    files.push(
      await withFormat({
        path: `${path}/${entry.fileName}`,
        bytes: entry.uncompressedSize,
        open: () => entryContent(path, entry),
      }),
    )
  return files
}

/** Folders, and the files that macOS adds, have no rows. */
const isFile = (name: string) => !name.endsWith('/') && !/(^|\/)(__MACOSX\/|\.)/.test(name)

async function entriesOf(path: string): Promise<Entry[]> {
  try {
    const entries: Entry[] = []
    const archive = await openPromise(path, { lazyEntries: true })
    for await (const entry of archive.eachEntry()) if (isFile(entry.fileName)) entries.push(entry)
    return entries
  } catch (error) {
    throw new ImportError(`${path} is a ZIP archive that cannot be read: ${(error as Error).message}`)
  }
}

async function* entryContent(path: string, entry: Entry): AsyncGenerator<Buffer> {
  const archive = await openPromise(path, { autoClose: false, lazyEntries: true })
  try {
    yield* await archive.openReadStreamPromise(entry)
  } finally {
    archive.close()
  }
}
