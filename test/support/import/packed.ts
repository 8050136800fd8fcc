import { readFile, writeFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { zipBytes } from '../../../src/exports/files/xlsx/zip.ts'
import { pathOf, pathsIn } from './read-rows.ts'

/** How products pack what they export: as one compressed file, or as an archive of compressed files. */
export type Packing = 'gz' | 'zst' | 'zip'

/** Packs a file or a folder of `test/import` as its product does, into a folder. Returns the path. */
export async function packed(name: string, packing: Packing, folder: string): Promise<string> {
  const path = join(folder, `${basename(name)}.${packing}`)
  await writeFile(
    path,
    packing === 'zip' ? zipBytes(await entriesOf(pathOf(name))) : await compressed(name, packing),
  )
  return path
}

async function compressed(name: string, packing: 'gz' | 'zst'): Promise<Buffer> {
  const content = await readFile(pathOf(name))
  return packing === 'gz' ? gzipSync(content) : zstdCompressSync(content)
}

const entriesOf = (folder: string) =>
  Promise.all(
    pathsIn(folder).map(async path => ({
      path: `${relative(folder, path)}.gz`,
      content: [gzipSync(await readFile(path))],
    })),
  )
