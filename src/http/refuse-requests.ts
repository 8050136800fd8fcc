import { type FastifyInstance, type FastifyRequest } from 'fastify'
import { notFoundOrMethodNotAllowed } from './not-found.ts'
import { type Refusal, refusal } from './refusal.ts'

/** Node reads up to 2,000 headers and silently drops the others. */
const mostHeaders = 100

/** Refuses requests whose headers cannot be honoured, before a byte of the body is read. */
export function refuseRequests(server: FastifyInstance): void {
  // Without this listener Node answers by itself, and not in JSON.
  server.server.on('checkExpectation', (request, response) => server.routing(request, response))
  server.addHook('onRequest', async request => {
    const refused = refusalByHeaders(request)
    if (refused) throw refused
  })
}

function refusalByHeaders(request: FastifyRequest): Refusal | undefined {
  const { headers, raw, is404 } = request
  if (headers.host === undefined && raw.httpVersion !== '1.0')
    return refusal(400, 'The Host header is missing.')
  if (raw.rawHeaders.length > 2 * mostHeaders)
    return refusal(431, `A request may have at most ${mostHeaders} headers.`)
  if (headers.expect && headers.expect.toLowerCase() !== '100-continue')
    return refusal(417, 'The Expect header may only be 100-continue.')
  if (is404) return notFoundOrMethodNotAllowed(request)
  const codings = codingsOf(request)
  if (!codings.includes(contentCodingOf(request)))
    return refusal(415, `The header Content-Encoding may only be ${codings.join(' or ')}.`)
  if (!isUtf8(headers['content-type'])) return refusal(415, 'The charset of the body must be UTF-8.')
  return undefined
}

declare module 'fastify' {
  interface FastifyContextConfig {
    takesGzip?: boolean
  }
}

/** Options of a route whose bodies may be compressed. The route itself decompresses them, up to a limit. */
export const forZippedBodies = { config: { takesGzip: true } }

const codingsOf = ({ routeOptions }: FastifyRequest) =>
  routeOptions.config.takesGzip ? ['identity', 'gzip'] : ['identity']

/** The compression of the body; `identity` for none. */
export const contentCodingOf = ({ headers }: FastifyRequest): string =>
  (headers['content-encoding'] ?? 'identity').toLowerCase()

/** Refuses every other charset, even if the bytes are the same in UTF-8: JSON has no other (RFC 8259). */
function isUtf8(contentType = ''): boolean {
  const charsets = contentType.matchAll(/;\s*charset\s*=\s*"?([^";\s]*)/gi)
  return [...charsets].every(([, charset]) => /^utf-?8$/i.test(charset!))
}
