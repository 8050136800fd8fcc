import { glob, readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** From this size the best compression takes seconds and gains little. */
const large = 1_000_000

/** Writes each text of a folder compressed beside itself, so that no request compresses anything. */
export async function compressAll(folder: string): Promise<void> {
  const files = await Array.fromAsync(glob(`${folder}/**/*.{js,css,html,svg,ttf}`))
  await Promise.all(files.map(compress))
}

async function compress(file: string): Promise<void> {
  const plain = await readFile(file)
  const quality = plain.length > large ? 5 : constants.BROTLI_MAX_QUALITY
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  }
  await Promise.all([
    writeFile(`${file}.br`, await promisify(brotliCompress)(plain, { params })),
    writeFile(`${file}.gz`, await promisify(gzip)(plain, { level: constants.Z_BEST_COMPRESSION })),
  ])
}
