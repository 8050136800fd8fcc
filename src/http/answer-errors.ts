import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { errorBody } from './error-body.ts'
import { closeAfterResponse } from './lingering-close.ts'
import { notFoundOrMethodNotAllowed } from './not-found.ts'
import { type Refusal } from './refusal.ts'

/** What fails before GraphQL (bad JSON, a body too large, an unknown path) is answered in the same shape. */
export function answerErrors(server: FastifyInstance): void {
  server.setNotFoundHandler(request => {
    throw notFoundOrMethodNotAllowed(request)
  })
  server.setErrorHandler<Error & Partial<Refusal>>(answerError)
}

/** What Fastify would say with a part of the request in it. */
const plain: Record<string, string> = {
  FST_ERR_BAD_URL: 'The address cannot be decoded.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The body has to be JSON, with the content type application/json.',
}

/** What is answered while the body is still coming. */
const refusesBody = new Set([413, 415])

/** Tells what a client did wrong; of what went wrong here it gets the request id, and the log the rest. */
export function answerError(
  error: Error & Partial<Refusal> & { code?: string },
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
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
