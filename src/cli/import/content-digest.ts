import { createHash } from 'node:crypto'
import { contentOf, type InputFile } from './input-file.ts'

/** SHA-256 of what a file holds, the same whether it is compressed or not and whatever it is called. */
export async function contentDigest(file: InputFile): Promise<string> {
  const digest = createHash('sha256')
  for await (const chunk of contentOf(file)) digest.update(chunk)
  return digest.digest('hex')
}
