import { type Socket } from 'node:net'
import { type FastifyInstance } from 'fastify'

/** Clients rarely send more than one; each that waits for its answer takes some 6 kB. */
const mostWaiting = 100

/** Ends a connection on which more requests wait for their answers: a client that reads none would fill the memory. */
export function limitPipelining(server: FastifyInstance): void {
  const waiting = new WeakMap<Socket, number>()
  const add = (socket: Socket, count: number) => waiting.set(socket, (waiting.get(socket) ?? 0) + count)
  server.addHook('onRequest', ({ raw: { socket } }, reply, done) => {
    if (socket.destroyed) return
    add(socket, 1)
    reply.raw.once('close', () => add(socket, -1))
    if (waiting.get(socket)! <= mostWaiting) return done()
    socket.destroy()
  })
}
