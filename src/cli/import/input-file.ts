import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline, type Transform } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { startsPage } from './json-values.ts'
import { ImportError } from './row.ts'

/** NDJSON has an object on each line; JSON has lists and objects over any lines. */
export type FileFormat = 'ndjson' | 'csv' | 'json'

/** A file to import, or one inside an archive: `bytes` are those that `open` gives, before decompression. */
export interface InputFile {
  /** Its name for people, such as `export.zip/2024-01-01.json.gz`. */
  path: string
  bytes: number
  format: FileFormat
  open: () => AsyncIterable<Buffer>
}

/**
 * A file on the disk, whose form is determined by `withFormat`.
 * @throws ImportError when the file cannot be read, or is a pipe: a row without an id needs a second read of the file
 */
export async function inputFile(path: string): Promise<InputFile> {
  const found = await fileAt(path)
  if (!found.isFile()) throw new ImportError(`${path} is not a regular file`)
  return withFormat({ path, bytes: found.size, open: () => createReadStream(path) })
}

/** @throws ImportError if nothing is there */
export function fileAt(path: string) {
  return stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new ImportError(
      `${path} cannot be read: ${error.code === 'ENOENT' ? 'no such file' : error.message}`,
    )
  })
}

/** The file with its format: that of its name, such as `.csv.gz`, else that of its first bytes. */
export async function withFormat(file: Omit<InputFile, 'format'>): Promise<InputFile> {
  return { ...file, format: formatOfName(file.path) ?? formatOf(await startOf(contentOf(file))) }
}

const magics = [
  { start: Buffer.from([0x1f, 0x8b]), decompressor: createGunzip },
  { start: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), decompressor: createZstdDecompress },
] satisfies { start: Buffer; decompressor: () => Transform }[]

/**
 * The bytes of a file, decompressed if they are gzip or zstd. `onRead` is called with the number of bytes that were read
 * before decompression.
 */
export async function* contentOf(
  { open }: Pick<InputFile, 'open'>,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<Buffer> {
  const read = counted(open(), onRead)
  const { value: first } = await read.next()
  if (first === undefined) return
  const magic = magics.find(({ start }) => first.subarray(0, start.length).equals(start))
  const whole = joined(first, read)
  // The iteration throws the error of a broken archive; without the callback, the error would be thrown a second time.
  yield* magic ? pipeline(whole, magic.decompressor(), () => {}) : whole
}

async function* counted(
  content: AsyncIterable<Buffer>,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer, undefined> {
  for await (const chunk of content) {
    onRead(chunk.length)
    yield chunk
  }
}

async function* joined(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first
  yield* rest
}

async function startOf(content: AsyncIterable<Buffer>): Promise<string> {
  for await (const chunk of content) return chunk.toString().replace(/^\uFEFF/, '')
  return ''
}

function formatOfName(path: string): FileFormat | undefined {
  const [, extension] = /\.(ndjson|jsonl|csv)(?:\.(?:gz|zst))?$/i.exec(path) ?? []
  if (extension === undefined) return undefined
  return extension.toLowerCase() === 'csv' ? 'csv' : 'ndjson'
}

/** Objects of which each is on a line of its own are NDJSON, unless the first one is a page with a list of rows. */
function formatOf(start: string): FileFormat {
  const text = start.trimStart()
  if (text.startsWith('[') || startsPage(text)) return 'json'
  if (!text.startsWith('{')) return 'csv'
  const [first = '', second] = text.split('\n', 2)
  return second === undefined || second.trim() === '' || second.startsWith('{') || isJson(first)
    ? 'ndjson'
    : 'json'
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
