import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { overloaded } from '../errors.ts'
import { type Metrics } from '../metrics.ts'
import { countRefusal } from '../request/observe.ts'
import { isStream } from './end-unread-answers.ts'
import { isForOperators } from './for-operators.ts'

/**
 * Refuses requests while too many are being worked on, if possible before their bodies are read, so that memory stays
 * flat. A request does not count while its body arrives or its answer waits for the client: slow clients would shut all
 * others out.
 */
export function shedLoad(server: FastifyInstance, most: number, metrics: Metrics): void {
  const working = new Set<FastifyReply>()
  const refuseWhenFull = () => {
    if (working.size < most) return
    countRefusal(metrics, 'OVERLOADED')
    throw overloaded('requests')
  }
  server.addHook('onRequest', async request => {
    if (mayBeShed(request)) refuseWhenFull()
  })
  server.addHook('preHandler', async (request, reply) => {
    if (!mayBeShed(request) || reply.raw.destroyed) return
    refuseWhenFull()
    // Streams have limits of their own.
    if (isStream(request)) return
    working.add(reply)
    reply.raw.once('close', () => working.delete(reply))
  })
  server.addHook('onSend', (_request, reply, _payload, done) => {
    working.delete(reply)
    done()
  })
}

const mayBeShed = (request: FastifyRequest) => !request.is404 && !isForOperators(request)
