import { type FastifyReply, type FastifyRequest } from 'fastify'

/**
 * How long the rest of a refused request is read and thrown away. A connection that is closed while its client
 * still writes is reset, and then the client never sees why.
 */
export const lingerMs = 1_000

/** Lets a client that is sending too much read the answer; then the connection ends, unless the request did. */
export function linger({ raw }: FastifyRequest, reply: FastifyReply): void {
  const isKept = reply.raw.shouldKeepAlive
  // Fastify, or Node for a client that will not ask again, would close at once.
  reply.removeHeader('connection')
  reply.raw.shouldKeepAlive = true
  reply.raw.once('finish', () => {
    setTimeout(() => (isKept && raw.complete) || raw.socket.destroy(), lingerMs).unref()
  })
}
