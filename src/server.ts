import { randomUUID } from 'node:crypto'
import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { type GraphQLSchema } from 'graphql'
import { type Logger } from 'pino'
import { type Env } from './env.ts'
import { type Context, createContext, type Services } from './graphql/context.ts'
import { admissionPlugin } from './graphql/plugins/admission.ts'
import { auditPlugin } from './graphql/plugins/audit.ts'
import { endQuestionsPlugin } from './graphql/plugins/end-questions.ts'
import { formatErrors } from './graphql/plugins/format-error.ts'
import { httpStatusPlugin } from './graphql/plugins/http-status.ts'
import { knownOperationTypes } from './graphql/plugins/known-operation-types.ts'
import { observePlugin } from './graphql/plugins/observe.ts'
import { trustOnly } from './graphql/plugins/trust-only.ts'
import { graphqlRoute } from './graphql/route.ts'
import { healthRoutes } from './health/health.ts'
import { allowHosts } from './http/allow-hosts.ts'
import { allowOrigins } from './http/allow-origins.ts'
import { answerBrokenRequest } from './http/answer-broken-request.ts'
import { answerError, answerErrors } from './http/answer-errors.ts'
import { nameRequests } from './http/current-request.ts'
import { type Drain } from './http/drain.ts'
import { endUnreadAnswers } from './http/end-unread-answers.ts'
import { guardMetrics } from './http/guard-metrics.ts'
import { readJsonBodies } from './http/json-body.ts'
import { limitConnections } from './http/limit-connections.ts'
import { limitPipelining } from './http/limit-pipelining.ts'
import { refuseAmbiguous } from './http/refuse-ambiguous.ts'
import { refuseRequests } from './http/refuse-requests.ts'
import { shedLoad } from './http/shed-load.ts'
import { withoutValues } from './logged-error.ts'
import { createSchema } from './resolvers/build-schema.ts'

/** A client that sends its headers, or all of its request, slower than this gives its place to another. */
const headersTimeoutMs = 10_000
const arrivalTimeoutMs = 30_000
/** Likewise one that takes longer to read its answer. */
const departureTimeoutMs = 60_000
/** Of the address and the headers together. */
const mostHeaderBytes = 16_384

/** The HTTP server with its routes, not listening yet. */
export async function createServer(
  env: Env,
  services: Services,
  log: Logger,
  schema = createSchema(),
): Promise<FastifyInstance> {
  const { limits } = env
  const server = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    bodyLimit: limits.bodyBytes,
    trustProxy: env.trustedProxies.length ? env.trustedProxies : false,
    requestTimeout: arrivalTimeoutMs,
    http: {
      headersTimeout: headersTimeoutMs,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: mostHeaderBytes,
      // Node would answer without a body; `refuseRequests` looks for it.
      requireHostHeader: false,
    },
    frameworkErrors: answerError,
    clientErrorHandler: answerBrokenRequest,
    // What is accepted is answered: a request on an open connection too, while the server closes.
    return503OnClosing: false,
  })
  // First: a route keeps the error handler that it finds.
  answerErrors(server)
  limitPipelining(server)
  nameRequests(server)
  await server.register(helmet, { contentSecurityPolicy: !env.introspection })
  refuseAmbiguous(server)
  allowHosts(server, env.allowedHosts)
  await allowOrigins(server, env.corsOrigins)
  refuseRequests(server)
  readJsonBodies(server)
  limitConnections(server, limits.connections, services.metrics)
  endUnreadAnswers(server, departureTimeoutMs)
  endConnectionsWhenDraining(server, services.drain)
  shedLoad(server, limits.inFlight, services.metrics)
  if (env.metricsToken !== undefined) guardMetrics(server, env.metricsToken)
  await server.register(healthRoutes, services)
  if (services.trusted) trustOnly(server, services.trusted, services.metrics)
  const apollo = await startApollo(env, services, log, schema)
  graphqlRoute(server, apollo, (request, reply) => createContext(services, request, reply))
  return server
}

async function startApollo(
  env: Env,
  services: Services,
  log: Logger,
  schema: GraphQLSchema,
): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: env.introspection,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !env.introspection,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: env.limits.tokens },
    validationOptions: { maxErrors: 10 },
    validationRules: [knownOperationTypes],
    executionOptions: { maxCoercionErrors: 10 },
    stopOnTerminationSignals: false,
    formatError: formatErrors(env.introspection),
    logger: quiet(log),
    plugins: [
      admissionPlugin(schema, env.limits, services.gate),
      endQuestionsPlugin(env.limits.requestTimeoutMs),
      httpStatusPlugin(env.auth.serviceUrl),
      observePlugin(services.metrics, log),
      auditPlugin(schema, services.audit, log),
      // It would wrap the resolver of every field.
      ApolloServerPluginCacheControlDisabled(),
      env.introspection
        ? ApolloServerPluginLandingPageLocalDefault({ embed: true })
        : ApolloServerPluginLandingPageDisabled(),
    ],
  })
  await apollo.start()
  return apollo
}

/** Apollo puts the texts of errors into its lines. */
function quiet(log: Logger) {
  const line = (level: 'debug' | 'info' | 'warn' | 'error') => (text: unknown) =>
    log[level](withoutValues(String(text)))
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }
}

/** An answer that is given while draining ends its connection: none is in use when the server closes. */
function endConnectionsWhenDraining(server: FastifyInstance, drain: Drain): void {
  server.addHook('onSend', async (_, reply) => {
    if (drain.isDraining) reply.header('connection', 'close')
  })
}
