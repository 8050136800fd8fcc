import { join } from 'node:path'
import { type FastifyReply, type FastifyRequest } from 'fastify'
import { packageFolder } from '../../package-folder.ts'
import { refusal } from '../refusal.ts'
import { type BuiltFile, readBuiltFiles } from '../web/built-files.ts'
import { chosenEncoding } from '../web/chosen-encoding.ts'
import { type Route } from './route.ts'

const folder = join(packageFolder(import.meta.dirname), 'dist/page')

/** Nothing is loaded from elsewhere, nothing is sent elsewhere, and no other page shows this one. */
const policyOfPage = [
  "default-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Answers the page for people: `/` leads to `/app/`, where every address without a file is the page itself. */
export const webRoute: Route = async (server, { env }) => {
  if (!env.web) return
  const files = await readBuiltFiles(folder)
  server.get('/', async (_, reply) => reply.redirect('/app/', 302))
  const answered = (name: string, request: FastifyRequest, reply: FastifyReply) => {
    const file = files.get(name) ?? (isAsset(name) ? undefined : files.get('index.html'))
    if (!file) throw files.size ? refusal(404, 'The page has no such file.') : notBuilt()
    return answer(file, request, reply)
  }
  server.get('/app', async (request, reply) => answered('index.html', request, reply))
  server.get<{ Params: { '*': string } }>('/app/*', async (request, reply) =>
    answered(request.params['*'], request, reply),
  )
}

const isAsset = (name: string) => name.startsWith('assets/')

const notBuilt = () => refusal(404, 'The page is not built. Run `npm run build`, and restart the service.')

function answer(file: BuiltFile, request: FastifyRequest, reply: FastifyReply) {
  const encoding = chosenEncoding(request.raw, [...file.encodings.keys()])
  const { etag, bytes } = file.encodings.get(encoding ?? '') ?? file
  reply.headers({
    etag,
    vary: 'Accept-Encoding',
    'cache-control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-type': file.mediaType,
    'content-security-policy': policyOfPage,
    'referrer-policy': 'same-origin',
  })
  if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send()
  if (encoding && file.encodings.has(encoding)) reply.header('content-encoding', encoding)
  return reply.send(bytes)
}
