import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { overloaded, retryAfterSeconds } from '../errors.ts'
import { type Metrics } from '../metrics.ts'

/**
 * Refuses requests to the API while too many are being worked on, if possible before their bodies are read, so that
 * memory stays flat. One whose body is still arriving takes no place, nor one whose answer is not read yet: a client
 * that sends or reads slowly would shut all others out.
 */
export function shedLoad(server: FastifyInstance, most: number, metrics: Metrics): void {
  const working = new Set<FastifyReply>()
  server.addHook('onRequest', async (request, reply) => {
    if (isForApi(request) && working.size >= most) return refuse(reply, metrics)
  })
  server.addHook('preHandler', async (request, reply) => {
    if (!isForApi(request) || reply.raw.destroyed) return
    if (working.size >= most) return refuse(reply, metrics)
    working.add(reply)
    reply.raw.once('close', () => working.delete(reply))
  })
  server.addHook('onSend', (_request, reply, _payload, done) => {
    working.delete(reply)
    done()
  })
}

/** However its address is written. */
export const isForApi = ({ routeOptions }: FastifyRequest) => routeOptions.url === '/graphql'

function refuse(reply: FastifyReply, metrics: Metrics): FastifyReply {
  const error = overloaded('requests').toJSON()
  metrics.requests.inc({ operation: 'refused', status: '503' })
  metrics.errors.inc({ code: 'OVERLOADED' })
  return reply
    .code(503)
    .header('retry-after', retryAfterSeconds(Number(error.extensions?.retryAfterMs)))
    .send({ errors: [error] })
}
