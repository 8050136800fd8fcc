import { type FileHandle, open } from 'node:fs/promises'
import { type FastifyReply, type FastifyRequest } from 'fastify'
import { fileElsewhere } from '../errors.ts'
import { byteRange } from './byte-range.ts'
import { refusal } from './refusal.ts'

/** A file that never changes. */
export interface SentFile {
  path: string
  /** The name to store it under: printable ASCII without quotes. */
  name: string
  mediaType: string
  bytes: number
  /** In hexadecimal. */
  sha256: string
}

/**
 * Answers with a file, or with the part that the request asks for, so that an interrupted download can go on.
 * @throws FILE_ELSEWHERE, and 416 for a part that the file does not have
 */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { path, name, mediaType, bytes, sha256 }: SentFile,
): Promise<FastifyReply> {
  const etag = `"${sha256}"`
  const { range: wanted, 'if-range': same, 'if-none-match': known } = request.headers
  // Bytes of another file must not be added to those that the client has.
  const range = byteRange(same === undefined || same === etag ? wanted : undefined, bytes)
  if (range === 'none')
    throw refusal(416, 'The file has no such part.', { 'content-range': `bytes */${bytes}` })
  const file = await opened(path)
  reply.headers({
    etag,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'content-type': mediaType,
    'content-disposition': `attachment; filename="${name}"`,
  })
  if (known === etag) return withoutBody(file, reply.code(304))
  const { start, end } = range === 'all' ? { start: 0, end: bytes - 1 } : range
  if (range !== 'all') reply.code(206).header('content-range', `bytes ${start}-${end}/${bytes}`)
  reply.header('content-length', end - start + 1)
  return request.method === 'HEAD' || bytes === 0
    ? withoutBody(file, reply)
    : reply.send(file.createReadStream({ start, end }))
}

async function withoutBody(file: FileHandle, reply: FastifyReply): Promise<FastifyReply> {
  await file.close()
  return reply.send()
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw fileElsewhere()
    throw error
  }
}
