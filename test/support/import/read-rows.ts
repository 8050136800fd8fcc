import { readFileSync } from 'node:fs'
import { gunzipSync, inflateRawSync, zstdDecompressSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

const folder = new URL('../../import/', import.meta.url)

// biome-ignore lint/suspicious/noExplicitAny: rows of other products
export type Row = Record<string, any>

export const pathOf = (name: string): string => new URL(name, folder).pathname

const contentOf = (name: string): Buffer => readFileSync(pathOf(name))

/** The rows of a compressed file of JSON lines, without those that cannot be read. */
export const jsonLines = (name: string): Row[] =>
  parsedLines((name.endsWith('.zst') ? zstdDecompressSync : gunzipSync)(contentOf(name)))

export const jsonFile = (name: string): Row => JSON.parse(gunzipSync(contentOf(name)).toString())

/** The records of a CSV file, by their columns. */
export const csvFile = (name: string): Row[] => parse(gunzipSync(contentOf(name)), { columns: true })

/** The rows of all gzip files in a ZIP archive, found by their headers. */
export function archivedLines(name: string): Row[] {
  const archive = contentOf(name)
  const rows: Row[] = []
  for (let at = 0; archive.readUInt32LE(at) === 0x04034b50; ) {
    const [size, nameSize, extraSize] = [
      archive.readUInt32LE(at + 18),
      archive.readUInt16LE(at + 26),
      archive.readUInt16LE(at + 28),
    ]
    const start = at + 30 + nameSize + extraSize
    rows.push(...parsedLines(gunzipSync(inflateRawSync(archive.subarray(start, start + size)))))
    at = start + size
  }
  return rows
}

function parsedLines(content: Buffer): Row[] {
  return content
    .toString()
    .split('\n')
    .flatMap(line => {
      try {
        return [JSON.parse(line)]
      } catch {
        return []
      }
    })
}
