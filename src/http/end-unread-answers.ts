import { type FastifyInstance, type FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    isForDownloads?: boolean
    isForStreams?: boolean
  }
}

/** Options of a route that sends files: a client may take as long as it goes on reading. */
export const forDownloads = { config: { isForDownloads: true } }

/** Options of a route whose answers last as long as their clients listen. The route itself ends those that are not read. */
export const forStreams = { config: { isForStreams: true } }

/** The bytes that a client has to read of a file within the time for an answer. */
const leastBytes = 65_536

/**
 * Ends a connection whose client takes longer than this to read an answer, or to read the next part of a file; otherwise a client
 * could keep it for ever.
 */
export function endUnreadAnswers(server: FastifyInstance, mostMs: number): void {
  server.addHook('onSend', (request, reply, _, done) => {
    if (isStream(request)) return done()
    const { socket } = request.raw
    let sent = socket.bytesWritten
    const timer = setInterval(() => {
      if (!isDownload(request) || socket.bytesWritten - sent < leastBytes) socket.destroy()
      sent = socket.bytesWritten
    }, mostMs).unref()
    reply.raw.once('close', () => clearInterval(timer))
    done()
  })
}

export const isStream = ({ routeOptions }: FastifyRequest): boolean =>
  routeOptions.config?.isForStreams === true

const isDownload = ({ routeOptions }: FastifyRequest): boolean => routeOptions.config?.isForDownloads === true
