import { AsyncLocalStorage } from 'node:async_hooks'
import { type FastifyInstance } from 'fastify'

const requestIds = new AsyncLocalStorage<string>()

/** The id of the request that is being answered, for what libraries call without telling them for whom. */
export const currentRequestId = (): string | undefined => requestIds.getStore()

/** Gives every request an id, which its answer, its log lines and its masked errors bear. */
export function nameRequests(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    requestIds.run(request.id, done)
  })
}
