import { randomUUID } from 'node:crypto'
import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default'
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify'
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { type GraphQLSchema } from 'graphql'
import { type Logger } from 'pino'
import { type Context, createContext, type Services } from './context.ts'
import { type Drain } from './drain.ts'
import { type Env } from './env.ts'
import { createSchema } from './graphql-schema.ts'
import { healthRoutes } from './health.ts'
import { shedLoad } from './http/shed-load.ts'
import { admissionPlugin } from './plugins/admission.ts'
import { formatErrors } from './plugins/format-error.ts'
import { httpStatusPlugin } from './plugins/http-status.ts'
import { knownOperationTypes } from './plugins/known-operation-types.ts'
import { observePlugin } from './plugins/observe.ts'

/** The HTTP server with its routes, not listening yet. */
export async function createServer(
  env: Env,
  services: Services,
  log: Logger,
  schema = createSchema(),
): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: env.limits.bodyBytes,
    // Keys named `__proto__` are stored as they are; nothing here merges them into another object.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    // What is accepted is answered: a request on an open connection too, while the server closes.
    return503OnClosing: false,
  })
  await server.register(helmet, { contentSecurityPolicy: !env.introspection })
  await server.register(cors, { origin: env.corsOrigins.length ? env.corsOrigins : false })
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  endConnectionsWhenDraining(server, services.drain)
  answerErrorsInJson(server)
  shedLoad(server, env.limits.inFlight)
  await server.register(healthRoutes, services)
  const apollo = await startApollo(env, services, server, log, schema)
  await server.register(fastifyApollo(apollo), {
    context: async (request, reply) => createContext(services, request, reply),
  })
  return server
}

async function startApollo(
  env: Env,
  services: Services,
  server: FastifyInstance,
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
    logger: log,
    plugins: [
      admissionPlugin(schema, env.limits, services.gate),
      httpStatusPlugin(env.auth.serviceUrl),
      observePlugin(services.metrics, log),
      fastifyApolloDrainPlugin(server),
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

/** An answer that is given while draining ends its connection: none is in use when the server closes. */
function endConnectionsWhenDraining(server: FastifyInstance, drain: Drain): void {
  server.addHook('onSend', async (_, reply) => {
    if (drain.isDraining) reply.header('connection', 'close')
  })
}

const codeOf: Record<number, string> = {
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
}

/** What fails before GraphQL (bad JSON, a body too large, an unknown path) is answered in the same shape. */
function answerErrorsInJson(server: FastifyInstance): void {
  const body = (status: number, message: string) => ({
    errors: [
      {
        message,
        extensions: { code: codeOf[status] ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR') },
      },
    ],
  })
  server.setNotFoundHandler((_, reply) =>
    reply.code(404).send(body(404, 'There is nothing here; the API is at /graphql.')),
  )
  server.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) request.log.error({ err: error }, 'a request failed')
    return reply
      .code(status)
      .send(body(status, status < 500 ? error.message : 'Something went wrong on the server.'))
  })
}
