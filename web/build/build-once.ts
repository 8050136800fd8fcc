import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type UserConfig } from 'vite'
import { compressAll } from './compress-all.ts'
import { fingerprint } from './fingerprint.ts'

interface Build {
  config: UserConfig
  /** Below `dist`. */
  name: string
  /** The folders that it is made of, and what in them belongs to another build. */
  folders: string[]
  exclude?: string[]
  /** Of Brotli; the best takes two seconds for a megabyte. */
  quality: number
  /** Adds files that are not bundled. */
  add?: (folder: string) => Promise<void>
}

/** Builds into `dist/NAME`, unless nothing that it is made of has changed since the last time. */
export async function buildOnce({ config, name, folders, exclude, quality, add }: Build): Promise<void> {
  const folder = join(import.meta.dirname, '../../dist', name)
  const mark = join(folder, '.fingerprint')
  const present = await fingerprint(folders, exclude)
  if ((await readFile(mark, 'utf8').catch(() => '')) === present) return
  // Loaded only now: most starts build nothing.
  const { build } = await import('vite')
  await build({ ...config, configFile: false, logLevel: 'warn' })
  await add?.(folder)
  await compressAll(folder, quality)
  await writeFile(mark, present)
}
