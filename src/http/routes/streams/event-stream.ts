import { Readable } from 'node:stream'
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { retryAfterSeconds } from '../../../errors.ts'
import { type OpenSubscription } from '../../../graphql/subscriptions/open-subscription.ts'
import { RefusedSubscription } from '../../../graphql/subscriptions/refused-subscription.ts'
import { rateHeaders } from '../../../request/admit.ts'
import { authorizationOf, openScope, viewerOf } from '../../../request/open-scope.ts'
import { type StreamAnswer, textOf } from '../../../streams/answer.ts'
import { type Subscriber } from '../../../streams/subscriber.ts'
import { type StreamClock } from '../../../streams/ticks.ts'
import { forStreams } from '../../end-unread-answers.ts'
import { refusal } from '../../refusal.ts'
import { type Wiring } from '../route.ts'
import { cutUnread } from './cut-unread.ts'
import { heartbeatSeconds } from './heartbeat.ts'

const mediaType = 'text/event-stream'

const headers = {
  'content-type': `${mediaType}; charset=utf-8`,
  'cache-control': 'no-cache, no-transform',
  // nginx would gather answers in a buffer.
  'x-accel-buffering': 'no',
}

/** Answers `/graphql/stream`: a subscription as server-sent events, in the mode "distinct connections" of graphql-sse. */
export function eventStreamRoute(
  server: FastifyInstance,
  { services }: Wiring,
  open: OpenSubscription,
): void {
  const { clock } = services.streams
  server.route({
    method: 'POST',
    url: '/graphql/stream',
    ...forStreams,
    onRequest: refuseUnacceptable,
    handler: async (request, reply) => {
      const scope = await openScope(services, request, reply)
      const prove = () => viewerOf(services, authorizationOf(request), request.ip)
      try {
        const subscriber = await open({ sender: scope, prove }, request.body)
        cutUnread(reply.raw, clock)
        return reply
          .headers({ ...headers, ...rateHeaders(scope) })
          .send(Readable.from(messagesOf(subscriber, clock)))
      } catch (error) {
        if (!(error instanceof RefusedSubscription)) throw error
        return answerRefusal(request, reply.headers(rateHeaders(scope)), error)
      }
    },
  })
}

/** @throws 406 */
async function refuseUnacceptable({ headers }: FastifyRequest): Promise<void> {
  if (headers.accept && !new Negotiator({ headers }).mediaType([mediaType]))
    throw refusal(406, `The Accept header must allow ${mediaType}.`)
}

/** A client that loses its connection, such as an `EventSource`, connects again after this time. */
const reconnectMs = 1_000

async function* messagesOf(subscriber: Subscriber, clock: StreamClock): AsyncGenerator<string, void> {
  yield `retry: ${reconnectMs}\n:\n\n`
  let next = subscriber.next()
  for (;;) {
    const read = await orHeartbeat(next, heartbeatSeconds * clock.secondMs)
    if (read?.done) break
    yield read ? nextMessage(read.value) : ':\n\n'
    if (read) next = subscriber.next()
  }
  yield completeMessage
}

const nextMessage = (answer: StreamAnswer) => `event: next\ndata: ${textOf(answer)}\n\n`
const completeMessage = 'event: complete\ndata:\n\n'

/** Undefined after this time. */
async function orHeartbeat<Read>(next: Promise<Read>, ms: number): Promise<Read | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => resolve(undefined), ms)
  const read = await Promise.race([next, promise])
  clearTimeout(timer)
  return read
}

/**
 * A refusal is answered with its status. A wrong operation, which is refused whenever it is sent, is answered as a stream if the client
 * takes nothing else: clients of graphql-sse read its errors there, and repeat a request with a status of 400.
 */
function answerRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: RefusedSubscription,
): FastifyReply {
  const { errors, status } = refused
  if (status === undefined && request.headers.accept?.toLowerCase() === mediaType)
    return reply.headers(headers).send(nextMessage({ errors }) + completeMessage)
  const { retryAfterMs } = errors[0]!.extensions ?? {}
  if (typeof retryAfterMs === 'number') reply.header('retry-after', retryAfterSeconds(retryAfterMs))
  return reply.code(status ?? 400).send({ errors })
}
