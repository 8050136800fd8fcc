import { type FastifyInstance, type FastifyRequest } from 'fastify'
import { notFoundOrMethodNotAllowed } from './not-found.ts'
import { type Refusal, refusal } from './refusal.ts'

/** Node reads up to 2,000 headers, and leaves out the others without a word. */
const mostHeaders = 100

/** Refuses by its headers what could only be misunderstood, before a byte of the body is read. */
export function refuseRequests(server: FastifyInstance): void {
  // Without a listener Node answers by itself, and not in JSON.
  server.server.on('checkExpectation', (request, response) => server.routing(request, response))
  server.addHook('onRequest', async request => {
    const refused = refusalByHeaders(request)
    if (refused) throw refused
  })
}

function refusalByHeaders(request: FastifyRequest): Refusal | undefined {
  const { headers, raw, is404 } = request
  if (headers.host === undefined && raw.httpVersion !== '1.0')
    return refusal(400, 'A Host header is missing.')
  if (raw.rawHeaders.length > 2 * mostHeaders)
    return refusal(431, `There are more than ${mostHeaders} headers.`)
  if (headers.expect && headers.expect.toLowerCase() !== '100-continue')
    return refusal(417, 'The only expectation that can be met is 100-continue.')
  if (is404) return notFoundOrMethodNotAllowed(request)
  if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity')
    return refusal(415, 'The body has to come as it is, without a Content-Encoding.')
  if (!isUtf8(headers['content-type'])) return refusal(415, 'The body has to be UTF-8.')
  return undefined
}

/** A charset other than UTF-8 is refused also when the bytes would fit: JSON has no other (RFC 8259). */
function isUtf8(contentType = ''): boolean {
  const charsets = contentType.matchAll(/;\s*charset\s*=\s*"?([^";\s]*)/gi)
  return [...charsets].every(([, charset]) => /^utf-?8$/i.test(charset!))
}
