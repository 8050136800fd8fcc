import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import { type FastifyReply, type FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { packageFolder } from '../../package-folder.ts'
import { refusal } from '../refusal.ts'
import { type Route } from './route.ts'

const file = join(packageFolder(import.meta.dirname), 'packages/sdk/dist/sdk.js')

/** Answers `/sdk.js` with the script that pages of any origin load. It holds no secret and is the same for everybody. */
export const sdkRoute: Route = server => {
  let script: Promise<Script> | undefined
  server.get('/sdk.js', async (request, reply) => {
    script ??= readScript()
    return answer(await script, request, reply)
  })
}

interface Script {
  plain: Buffer
  compressed: Buffer
  etag: string
}

async function readScript(): Promise<Script> {
  const plain = await readFile(file).catch(() => {
    throw refusal(404, 'The SDK is not built. Run `npm run build`, and restart the service.')
  })
  const compressed = await promisify(gzip)(plain, { level: constants.Z_BEST_COMPRESSION })
  // Weak, because the compressed bytes are others.
  return { plain, compressed, etag: `W/"${createHash('sha256').update(plain).digest('base64url')}"` }
}

function answer({ plain, compressed, etag }: Script, request: FastifyRequest, reply: FastifyReply) {
  reply.headers({
    etag,
    vary: 'Accept-Encoding',
    'cache-control': 'public, max-age=3600',
    'content-type': 'text/javascript; charset=utf-8',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  })
  if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send()
  const isCompressed = new Negotiator(request.raw).encoding(['gzip', 'identity']) === 'gzip'
  if (isCompressed) reply.header('content-encoding', 'gzip')
  return reply.send(isCompressed ? compressed : plain)
}
