import { glob, readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Writes each text of a folder compressed beside itself, with this quality of Brotli, so that no request compresses anything. */
export async function compressAll(folder: string, quality: number): Promise<void> {
  const files = await Array.fromAsync(glob(`${folder}/**/*.{js,css,html,svg,ttf}`))
  await Promise.all(files.map(file => compress(file, quality)))
}

async function compress(file: string, quality: number): Promise<void> {
  const plain = await readFile(file)
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  }
  await Promise.all([
    writeFile(`${file}.br`, await promisify(brotliCompress)(plain, { params })),
    writeFile(`${file}.gz`, await promisify(gzip)(plain, { level: constants.Z_BEST_COMPRESSION })),
  ])
}
