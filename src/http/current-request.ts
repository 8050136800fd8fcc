import { AsyncLocalStorage } from 'node:async_hooks'
import { type FastifyInstance } from 'fastify'

const requestIds = new AsyncLocalStorage<string>()

/** The id of the request that is being answered, for callbacks of libraries that do not pass the request. */
export const currentRequestId = (): string | undefined => requestIds.getStore()

/** Gives every request an id, which is in its answer, its log lines and its masked errors. */
export function nameRequests(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    requestIds.run(request.id, done)
  })
}
