import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import config from '../vite.config.ts'
import { compressAll } from './compress-all.ts'
import { fingerprint } from './fingerprint.ts'

/** Builds the page into `dist/page`, unless nothing that it is made of has changed since the last time. */
const mark = join(import.meta.dirname, '../../dist/page/.fingerprint')
const present = await fingerprint()
if ((await readFile(mark, 'utf8').catch(() => '')) !== present) {
  await build({ ...config, configFile: false, logLevel: 'warn' })
  await compressAll(join(import.meta.dirname, '../../dist/page'))
  await writeFile(mark, present)
}
