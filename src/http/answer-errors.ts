import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type GraphQLError } from 'graphql'
import { retryAfterSeconds } from '../errors.ts'
import { refusalOf, routeStatusOf } from '../request/refusal-of.ts'
import { errorBody } from './error-body.ts'
import { closeAfterResponse } from './lingering-close.ts'
import { notFoundOrMethodNotAllowed } from './not-found.ts'
import { type Refusal } from './refusal.ts'

/** Answers every error outside GraphQL (bad JSON, a body too large, an unknown path) in the shape of GraphQL. */
export function answerErrors(server: FastifyInstance): void {
  server.setNotFoundHandler(request => {
    throw notFoundOrMethodNotAllowed(request)
  })
  server.setErrorHandler<Error & Partial<Refusal>>(answerError)
}

/** Replaces messages of Fastify that quote the request. */
const plain: Record<string, string> = {
  FST_ERR_BAD_URL: 'The address cannot be decoded.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The body must be JSON, with the content type application/json.',
}

/** The statuses of answers that are sent while the body still arrives. */
const refusesBody = new Set([413, 415])

/** Answers with the message of a mistake of the client. A bug gets one neutral line with the request id; the log has the rest. */
export function answerError(
  error: Error & Partial<Refusal> & { code?: string },
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refused = error.statusCode === undefined ? refusalOf(error) : undefined
  if (refused) {
    // The client learns nothing of the cause of an outage.
    if (refused !== error && refused.extensions.code === 'DB_UNAVAILABLE')
      request.log.warn({ err: error }, 'a request failed in an outage')
    return answerRefusal(refused, reply)
  }
  const status = error.statusCode ?? 500
  const isOurs = status >= 500
  if (isOurs) request.log.error({ err: error }, 'a request failed')
  if (refusesBody.has(status)) closeAfterResponse(request, reply)
  const message = isOurs ? 'Something went wrong on the server.' : (plain[error.code ?? ''] ?? error.message)
  return reply
    .code(status)
    .headers(error.headers ?? {})
    .send(errorBody(status, message, request.id))
}

/** The part of a GraphQL error that is meant for HTTP; `unauthenticated` in errors.ts has one, for example. */
interface HttpPart {
  headers?: Map<string, string>
}

/** Answers a refusal of this API with its code and the status of that code. */
function answerRefusal(refused: GraphQLError, reply: FastifyReply): FastifyReply {
  const { message, extensions } = refused
  const { http, ...sent } = extensions as typeof extensions & { http?: HttpPart }
  if (typeof sent.retryAfterMs === 'number') reply.header('retry-after', retryAfterSeconds(sent.retryAfterMs))
  return reply
    .code(routeStatusOf(refused))
    .headers(Object.fromEntries(http?.headers ?? []))
    .send({ errors: [{ message, extensions: sent }] })
}
