import { type FastifyInstance } from 'fastify'

/** Ends a connection whose client takes longer than this to read an answer; otherwise a client could keep it for ever. */
export function endUnreadAnswers(server: FastifyInstance, mostMs: number): void {
  server.addHook('onSend', (request, reply, _, done) => {
    const timer = setTimeout(() => request.raw.socket.destroy(), mostMs).unref()
    reply.raw.once('close', () => clearTimeout(timer))
    done()
  })
}
