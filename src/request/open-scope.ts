import { type FastifyReply, type FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { authenticate } from '../auth/authenticate.ts'
import { type Viewer } from '../auth/viewer.ts'
import { clientGone } from '../errors.ts'
import { observeRefusal } from './observe.ts'
import { RequestScope, type RequestServices } from './request-scope.ts'

/**
 * Authenticates a request and opens its scope. A refusal is counted and logged here.
 * @throws UNAUTHENTICATED for a header without a valid token, RATE_LIMITED for too many of them from one address,
 * UNKNOWN_PROJECT or TOO_MANY_PROJECTS for a token whose project may not be used, DB_UNAVAILABLE, AUTH_UNAVAILABLE
 */
export async function openScope(
  services: RequestServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<RequestScope> {
  const { id: requestId, ip: address, headers } = request
  const gone = goneOf(reply)
  try {
    const viewer = await viewerOf(services, authorizationOf(request), address)
    const isFromPage = reply.hasHeader('access-control-allow-origin')
    return new RequestScope(services, {
      viewer,
      requestId,
      address,
      userAgent: headers['user-agent'],
      isFromPage,
      gone,
    })
  } catch (error) {
    observeRefusal(services, requestId, error as Error)
    throw error
  }
}

/** The headers `Authorization` of a request. */
export const authorizationOf = ({ raw }: FastifyRequest): readonly string[] =>
  raw.headersDistinct.authorization ?? []

/**
 * The viewer of a request with these headers `Authorization`, whose project may be used; null without one.
 * @throws as `openScope` does
 */
export async function viewerOf(
  { auth, projects, gate }: RequestServices,
  authorization: readonly string[],
  address: string,
): Promise<Viewer | null> {
  try {
    const viewer = await authenticate(authorization, auth)
    if (viewer) await projects.admit(viewer.project)
    return viewer
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED')
      gate.failedAuth.count(address)
    throw error
  }
}

function goneOf({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  const leave = () => {
    if (!raw.writableFinished) gone.abort(clientGone())
  }
  // The client may have disconnected while its request was read.
  if (raw.destroyed) leave()
  else raw.once('close', leave)
  return gone.signal
}
