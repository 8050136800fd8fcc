import { type FastifyReply, type FastifyRequest } from 'fastify'
import { refusal } from '../refusal.ts'
import { type BuiltFile } from './built-files.ts'
import { chosenEncoding } from './chosen-encoding.ts'

/** Answers with a built file, under a content security policy. A file whose name changes with its content is kept for a year. */
export function sendBuilt(file: BuiltFile, policy: string, request: FastifyRequest, reply: FastifyReply) {
  const encoding = chosenEncoding(request.raw, [...file.encodings.keys()])
  const { etag, bytes } = file.encodings.get(encoding ?? '') ?? file
  reply.headers({
    etag,
    vary: [reply.getHeader('vary') ?? [], 'Accept-Encoding'].flat().join(', '),
    'cache-control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-type': file.mediaType,
    'content-security-policy': policy,
    'referrer-policy': 'same-origin',
  })
  if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send()
  if (encoding && file.encodings.has(encoding)) reply.header('content-encoding', encoding)
  return reply.send(bytes)
}

/** The refusal of a file that is not there; without any file there was no build. */
export const noSuchFile = (files: ReadonlyMap<string, BuiltFile>) =>
  files.size
    ? refusal(404, 'The page has no such file.')
    : refusal(404, 'The page is not built. Run `npm run build`, and restart the service.')
