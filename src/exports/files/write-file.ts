import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { type Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip, createZstdCompress } from 'node:zlib'
import { ExportCompression } from '../../schema/exports/start-export-input.ts'
import { tooManyBytes } from '../refusals.ts'
import { type Bytes } from './bytes.ts'

/** A file that is on the disk. */
export interface WrittenFile {
  bytes: number
  /** In hexadecimal. */
  sha256: string
}

interface NewFile {
  path: string
  compression: ExportCompression
  mostBytes: number
  signal: AbortSignal
}

const compressions: Record<ExportCompression, (() => Transform)[]> = {
  [ExportCompression.NONE]: [],
  [ExportCompression.GZIP]: [createGzip],
  [ExportCompression.ZSTD]: [createZstdCompress],
}

/** Writes bytes into a new file, compressed, and down to the disk. @throws RESULT_TOO_LARGE beyond `mostBytes` */
export async function writeFile(
  { path, compression, mostBytes, signal }: NewFile,
  content: Bytes | Readable,
): Promise<WrittenFile> {
  const hash = createHash('sha256')
  let bytes = 0
  async function* measured(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > mostBytes) throw tooManyBytes(mostBytes)
      hash.update(chunk)
      yield chunk
    }
  }
  await pipeline(
    [
      content,
      ...compressions[compression].map(create => create()),
      measured,
      createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }),
    ] as unknown as Readable[],
    { signal },
  )
  return { bytes, sha256: hash.digest('hex') }
}
