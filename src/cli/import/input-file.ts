import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { ImportError } from './row.ts'

export type FileFormat = 'ndjson' | 'csv'

/** A file to import: `bytes` is its size on disk, before decompression. */
export interface InputFile {
  path: string
  bytes: number
  isGzip: boolean
  format: FileFormat
}

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b])
const ZIP_MAGIC = Buffer.from('PK\x03\x04')

/**
 * Determines the form of a file: compressed or not by its first bytes, NDJSON or CSV by its name, else by its first character.
 * @throws ImportError when the file cannot be read, or is a pipe: a row without an id needs a second read of the file
 */
export async function inputFile(path: string): Promise<InputFile> {
  const { size: bytes } = await regularFile(path)
  const start = await firstBytes(createReadStream(path, { end: 3 }))
  if (start.equals(ZIP_MAGIC))
    throw new ImportError(`${path} is a ZIP archive; unpack it, and import its files`)
  const isGzip = start.subarray(0, 2).equals(GZIP_MAGIC)
  const format = formatOfName(path) ?? (await sniffedFormat(path, isGzip))
  return { path, bytes, isGzip, format }
}

/** The decompressed bytes of a file. `onRead` is called with the number of bytes that were read from the disk. */
export function contentOf(
  { path, isGzip }: Pick<InputFile, 'path' | 'isGzip'>,
  onRead: (bytes: number) => void = () => {},
): AsyncIterable<Buffer> {
  const read = countedBytes(path, onRead)
  // The iteration throws the error of a broken archive; without the callback, the error would be thrown a second time.
  return isGzip ? pipeline(read, createGunzip(), () => {}) : read
}

async function* countedBytes(path: string, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path)) {
    onRead(chunk.length)
    yield chunk
  }
}

async function regularFile(path: string) {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new ImportError(
      `${path} cannot be read: ${error.code === 'ENOENT' ? 'no such file' : error.message}`,
    )
  })
  if (!found.isFile()) throw new ImportError(`${path} is not a regular file`)
  return found
}

async function firstBytes(content: AsyncIterable<Buffer>): Promise<Buffer> {
  for await (const chunk of content) return chunk
  return Buffer.alloc(0)
}

function formatOfName(path: string): FileFormat | undefined {
  const [, extension] = /\.(ndjson|jsonl|csv)(?:\.gz)?$/i.exec(path) ?? []
  if (extension === undefined) return undefined
  return extension.toLowerCase() === 'csv' ? 'csv' : 'ndjson'
}

async function sniffedFormat(path: string, isGzip: boolean): Promise<FileFormat> {
  const start = (await firstBytes(contentOf({ path, isGzip }))).toString().trimStart()
  if (start.startsWith('[')) throw new ImportError(`${path} is one JSON array; write one object per line`)
  return start.startsWith('{') ? 'ndjson' : 'csv'
}
