import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { type Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip, createZstdCompress } from 'node:zlib'
import { ExportCompression } from '../../schema/exports/start-export-input.ts'
import { tooManyBytes } from '../refusals.ts'
import { type Bytes } from './bytes.ts'
import { free } from './free.ts'

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
  await using file = await open(path, 'wx', 0o600)
  async function write(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > mostBytes) throw tooManyBytes(mostBytes)
      hash.update(chunk)
      await file.writeFile(chunk)
      free(chunk)
    }
  }
  const steps = [content, ...compressions[compression].map(create => create()), write]
  await pipeline(steps as unknown as Readable[], { signal })
  await file.sync()
  return { bytes, sha256: hash.digest('hex') }
}
