import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { startApollo } from './graphql/apollo.ts'
import { allowHosts } from './http/allow-hosts.ts'
import { allowOrigins } from './http/allow-origins.ts'
import { answerBrokenRequest } from './http/answer-broken-request.ts'
import { answerError, answerErrors } from './http/answer-errors.ts'
import { nameRequests } from './http/current-request.ts'
import { type Drain } from './http/drain.ts'
import { endUnreadAnswers } from './http/end-unread-answers.ts'
import { readJsonBodies } from './http/json-body.ts'
import { limitConnections } from './http/limit-connections.ts'
import { limitPipelining } from './http/limit-pipelining.ts'
import { protectBrowsers } from './http/protect-browsers.ts'
import { refuseAmbiguous } from './http/refuse-ambiguous.ts'
import { refuseRequests } from './http/refuse-requests.ts'
import { routes } from './http/routes/index.ts'
import { type Wiring } from './http/routes/route.ts'
import { isUpgrade } from './http/routes/streams/web-socket.ts'
import { shedLoad } from './http/shed-load.ts'

/** The longest time for the headers, and for a whole request, to arrive. Then the client is disconnected. */
const headersTimeoutMs = 10_000
const arrivalTimeoutMs = 30_000
/** The longest time for a client to read its answer. Then the client is disconnected. */
const departureTimeoutMs = 60_000
/** The limit for the request line and the headers together. */
const mostHeaderBytes = 16_384

/** The HTTP server with its routes, not listening yet. */
export async function createServer(wiring: Wiring): Promise<FastifyInstance> {
  const { env, services, schema } = wiring
  const { limits } = env
  const server = openServer(wiring)
  // First: a route keeps the error handler that is set when the route is added.
  answerErrors(server)
  limitPipelining(server)
  nameRequests(server)
  protectBrowsers(server)
  refuseAmbiguous(server)
  allowHosts(server, env.allowedHosts)
  await allowOrigins(server, env.corsOrigins)
  refuseRequests(server)
  readJsonBodies(server)
  limitConnections(server, limits.connections, services.metrics)
  endUnreadAnswers(server, departureTimeoutMs)
  endConnectionsWhenDraining(server, services.drain)
  shedLoad(server, limits.inFlight, services.metrics)
  const apollo = await startApollo(env, schema, services.log)
  for (const addTo of routes) await addTo(server, { ...wiring, apollo })
  return server
}

function openServer({ env, services }: Wiring): FastifyInstance {
  return Fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    bodyLimit: env.limits.bodyBytes,
    // `/health/` answers like `/health`.
    routerOptions: { ignoreTrailingSlash: true },
    trustProxy: env.trustedProxies.length ? env.trustedProxies : false,
    requestTimeout: arrivalTimeoutMs,
    http: {
      headersTimeout: headersTimeoutMs,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: mostHeaderBytes,
      // `refuseRequests` answers a missing Host header. Node would answer without a body.
      requireHostHeader: false,
      // Node would give up every connection whose client offers to change the protocol, such as that of `curl --http2`.
      shouldUpgradeCallback: isUpgrade,
    },
    frameworkErrors: answerError,
    clientErrorHandler: answerBrokenRequest,
    // Requests that arrive on open connections are answered while the server closes.
    return503OnClosing: false,
  })
}

/** Closes the connection after each answer while draining, so that none is in use when the server closes. */
function endConnectionsWhenDraining(server: FastifyInstance, drain: Drain): void {
  server.addHook('onSend', async (_, reply) => {
    if (drain.isDraining) reply.header('connection', 'close')
  })
}
