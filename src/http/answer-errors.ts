import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type GraphQLError } from 'graphql'
import { retryAfterSeconds } from '../errors.ts'
import { refusalOf, routeStatusOf } from '../request/refusal-of.ts'
import { type ErrorBody, errorBody } from './error-body.ts'
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

export interface ErrorAnswer {
  status: number
  headers: Record<string, string>
  /** In the shape of GraphQL; the route may send it in another one. */
  body: ErrorBody
}

/** Answers with the message of a mistake of the client. A bug gets one neutral line with the request id; the log has the rest. */
export function answerError(error: GivenError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const answer = errorAnswer(error, request)
  return sendError(request, reply, answer, answer.body)
}

/** Sends the answer to an error with a body in the shape of the route. */
export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, headers }: ErrorAnswer,
  body: unknown,
): FastifyReply {
  if (refusesBody.has(status)) closeAfterResponse(request, reply)
  return reply.code(status).headers(headers).send(body)
}

type GivenError = Error & Partial<Refusal> & { code?: string }

/** The answer to an error, which the log gets too if it is the fault of the service. */
export function errorAnswer(error: GivenError, request: FastifyRequest): ErrorAnswer {
  const refused = error.statusCode === undefined ? refusalOf(error) : undefined
  if (refused) {
    // The client learns nothing of the cause of an outage.
    if (refused !== error && refused.extensions.code === 'DB_UNAVAILABLE')
      request.log.warn({ err: error }, 'a request failed in an outage')
    return refusalAnswer(refused)
  }
  const status = error.statusCode ?? 500
  const isOurs = status >= 500
  if (isOurs) request.log.error({ err: error }, 'a request failed')
  const message = isOurs ? 'Something went wrong on the server.' : (plain[error.code ?? ''] ?? error.message)
  return { status, headers: error.headers ?? {}, body: errorBody(status, message, request.id) }
}

/** The part of a GraphQL error that is meant for HTTP; `unauthenticated` in errors.ts has one, for example. */
interface HttpPart {
  headers?: Map<string, string>
}

/** The answer to a refusal of this API: its code, and the status of that code. */
function refusalAnswer(refused: GraphQLError): ErrorAnswer {
  const { message, extensions } = refused
  const { http, ...sent } = extensions as typeof extensions & { http?: HttpPart }
  const { retryAfterMs } = sent
  return {
    status: routeStatusOf(refused),
    headers: {
      ...(typeof retryAfterMs === 'number' && { 'retry-after': retryAfterSeconds(retryAfterMs) }),
      ...Object.fromEntries(http?.headers ?? []),
    },
    body: { errors: [{ message, extensions: sent }] },
  }
}
