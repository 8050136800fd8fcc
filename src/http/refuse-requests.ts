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
  if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity')
    return refusal(415, 'The body must not be compressed: remove the Content-Encoding header.')
  if (!isUtf8(headers['content-type'])) return refusal(415, 'The charset of the body must be UTF-8.')
  return undefined
}

/** Refuses every other charset, even if the bytes are the same in UTF-8: JSON has no other (RFC 8259). */
function isUtf8(contentType = ''): boolean {
  const charsets = contentType.matchAll(/;\s*charset\s*=\s*"?([^";\s]*)/gi)
  return [...charsets].every(([, charset]) => /^utf-?8$/i.test(charset!))
}
