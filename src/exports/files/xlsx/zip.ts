import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib'
import { tooLargeForXlsx } from '../../refusals.ts'
import { type Bytes } from '../bytes.ts'
import { free } from '../free.ts'

/** A file in a ZIP archive. */
export interface ZipEntry {
  path: string
  content: Bytes | Iterable<Uint8Array>
}

interface Sizes {
  crc: number
  compressed: number
  plain: number
}

const localHeader = 0x04034b50
const dataDescriptor = 0x08074b50
const centralHeader = 0x02014b50
const endOfDirectory = 0x06054b50

/** The version of ZIP; sizes that follow the content, and names in UTF-8; deflate; midnight on 1 January 1980. */
const kindOfEntry: Field[] = [
  [2, 20],
  [2, 0x0808],
  [2, 8],
  [2, 0],
  [2, 33],
]
const mostBytes = 0xffff_ffff

/** A ZIP archive, made while it is read. @throws RESULT_TOO_LARGE beyond 4 GB, which not all programs can open */
export async function* zipBytes(entries: ZipEntry[]): Bytes {
  const directory: Buffer[] = []
  let offset = 0
  for (const { path, content } of entries) {
    const name = Buffer.from(path)
    const sizes: Sizes = { crc: 0, compressed: 0, plain: 0 }
    const header = bytesOf([4, localHeader], ...kindOfEntry, ...sizesOf(sizes), [2, name.length], [2, 0])
    yield Buffer.concat([header, name])
    yield* deflated(content, sizes)
    directory.push(centralEntry(name, sizes, offset))
    yield bytesOf([4, dataDescriptor], ...sizesOf(sizes))
    offset += header.length + name.length + sizes.compressed + 16
    if (Math.max(offset, sizes.plain) > mostBytes) throw tooLargeForXlsx('4 GB')
  }
  yield* directory
  const length = directory.reduce((sum, { length }) => sum + length, 0)
  const count: Field = [2, entries.length]
  yield bytesOf([4, endOfDirectory], [2, 0], [2, 0], count, count, [4, length], [4, offset], [2, 0])
}

/** The fastest level. Otherwise the compression would take longer than all the rest. */
const fast = { level: 1, chunkSize: 65_536 }

/** Compresses in a thread of the pool, and notes the sizes. */
async function* deflated(content: ZipEntry['content'], sizes: Sizes): Bytes {
  const deflate = createDeflateRaw(fast)
  compress(content, deflate, sizes).catch(error => deflate.destroy(error))
  for await (const bytes of deflate) {
    sizes.compressed += bytes.length
    yield bytes
  }
}

async function compress(content: ZipEntry['content'], deflate: DeflateRaw, sizes: Sizes): Promise<void> {
  for await (const bytes of content) {
    sizes.crc = crc32(bytes, sizes.crc)
    sizes.plain += bytes.length
    await new Promise<void>((resolve, reject) => {
      deflate.write(bytes, error => (error ? reject(error) : resolve()))
    })
    free(bytes)
  }
  deflate.end()
}

const sizesOf = ({ crc, compressed, plain }: Sizes): Field[] => [
  [4, crc],
  [4, compressed],
  [4, plain],
]

const centralEntry = (name: Buffer, sizes: Sizes, offset: number): Buffer =>
  Buffer.concat([
    bytesOf([4, centralHeader], [2, 20], ...kindOfEntry, ...sizesOf(sizes), [2, name.length], [2, 0], [2, 0]),
    bytesOf([2, 0], [2, 0], [4, 0], [4, offset]),
    name,
  ])

/** The number of bytes and the value. */
type Field = [2 | 4, number]

function bytesOf(...fields: Field[]): Buffer {
  const buffers = fields.map(([size, value]) => {
    const bytes = Buffer.alloc(size)
    bytes.writeUIntLE(value, 0, size)
    return bytes
  })
  return Buffer.concat(buffers)
}
