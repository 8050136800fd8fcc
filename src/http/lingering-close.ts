import { type FastifyReply, type FastifyRequest } from 'fastify'

/**
 * How long the server reads and discards the rest of a refused request. A connection that closes while its client still
 * writes is reset, and the client never reads the answer.
 */
export const lingerMs = 1_000

/** Closes the connection 1 s after the answer, so that a client that sends too much can read the answer. */
export function closeAfterResponse({ raw }: FastifyRequest, reply: FastifyReply): void {
  const isKeptAlive = reply.raw.shouldKeepAlive
  // With this header Fastify closes at once, and so does Node for a connection that is not kept alive.
  reply.removeHeader('connection')
  reply.raw.shouldKeepAlive = true
  reply.raw.once('finish', () => {
    setTimeout(() => (isKeptAlive && raw.complete) || raw.socket.destroy(), lingerMs).unref()
  })
}
