import { type Socket } from 'node:net'
import { type FastifyInstance } from 'fastify'

/** Clients rarely send more than one request ahead; each waiting request takes about 6 kB. */
const mostWaiting = 100

/** Ends a connection with more waiting requests: a client that reads no answers would fill the memory. */
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
