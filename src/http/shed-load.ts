import { type FastifyInstance, type FastifyReply } from 'fastify'
import { overloaded, retryAfterSeconds } from '../errors.ts'

/** Refuses a request to the API before its body is read when too many are under way, so that memory stays flat. */
export function shedLoad(server: FastifyInstance, most: number): void {
  let inFlight = 0
  server.addHook('onRequest', async (request, reply) => {
    if (request.url.split('?', 1)[0] !== '/graphql') return
    if (inFlight >= most) return refuse(reply)
    inFlight++
    reply.raw.once('close', () => inFlight--)
  })
}

function refuse(reply: FastifyReply): FastifyReply {
  const error = overloaded('requests').toJSON()
  return reply
    .code(503)
    .header('retry-after', retryAfterSeconds(Number(error.extensions?.retryAfterMs)))
    .send({ errors: [error] })
}
