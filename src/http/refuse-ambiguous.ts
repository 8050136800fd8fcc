import { type IncomingMessage } from 'node:http'
import { type Socket } from 'node:net'
import { type FastifyInstance } from 'fastify'
import { refusal } from './refusal.ts'

/**
 * Refuses requests that Node's parser accepts and a proxy in front may read as another request or as two (request
 * smuggling). Later requests on the same connection are refused too, and the connection ends.
 */
export function refuseAmbiguous(server: FastifyInstance): void {
  const ambiguous = new WeakSet<Socket>()
  server.addHook('onRequest', (request, reply, done) => {
    const { raw } = request
    if (isAmbiguous(raw)) ambiguous.add(raw.socket)
    if (ambiguous.has(raw.socket))
      return done(refusal(400, 'The headers of the request are ambiguous.', { connection: 'close' }))
    // Node reads no further request on such a connection.
    if (raw.headers.upgrade !== undefined) reply.header('connection', 'close')
    done()
  })
}

/** By RFC 9112: two hosts, a transfer encoding other than `chunked`, or any transfer encoding in HTTP/1.0. */
function isAmbiguous({ headers, headersDistinct, httpVersion }: IncomingMessage): boolean {
  const coding = headers['transfer-encoding']
  const isChunked = coding?.toLowerCase() === 'chunked' && httpVersion !== '1.0'
  return (headersDistinct.host?.length ?? 0) > 1 || (coding !== undefined && !isChunked)
}
