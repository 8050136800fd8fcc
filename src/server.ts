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
import { type Env } from './env.ts'
import { createSchema } from './graphql-schema.ts'
import { healthRoutes } from './health.ts'
import { complexityPlugin } from './plugins/complexity.ts'
import { endQuestionsPlugin } from './plugins/end-questions.ts'
import { formatError } from './plugins/format-error.ts'
import { httpStatusPlugin } from './plugins/http-status.ts'
import { observePlugin } from './plugins/observe.ts'
import { readTrustedDocuments } from './plugins/read-trusted-documents.ts'
import { trustOnly } from './plugins/trust-only.ts'

/** The HTTP server with its routes, not listening yet. */
export async function createServer(
  env: Env,
  services: Services,
  log: Logger,
  schema = createSchema(),
): Promise<FastifyInstance> {
  const { trustedDocuments, limits } = env
  const trusted = trustedDocuments && (await readTrustedDocuments(trustedDocuments, schema, limits.tokens))
  const server = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: limits.bodyBytes,
    // Keys named `__proto__` are stored as they are; nothing here merges them into another object.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
  })
  await server.register(helmet, { contentSecurityPolicy: env.isProduction })
  await server.register(cors, { origin: env.corsOrigins.length ? env.corsOrigins : false })
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  closeConnectionsWhenClosing(server)
  answerErrorsInJson(server)
  await server.register(healthRoutes, services)
  if (trusted) trustOnly(server, trusted, services.metrics)
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
    introspection: !env.isProduction,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: env.isProduction,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: env.limits.tokens },
    validationOptions: { maxErrors: 10 },
    executionOptions: { maxCoercionErrors: 10 },
    stopOnTerminationSignals: false,
    formatError,
    logger: log,
    plugins: [
      complexityPlugin(schema, env.limits),
      endQuestionsPlugin(env.limits.requestTimeoutMs),
      httpStatusPlugin(env.auth.serviceUrl),
      observePlugin(services.metrics, log),
      fastifyApolloDrainPlugin(server),
      // It would wrap the resolver of every field.
      ApolloServerPluginCacheControlDisabled(),
      env.isProduction
        ? ApolloServerPluginLandingPageDisabled()
        : ApolloServerPluginLandingPageLocalDefault({ embed: true }),
    ],
  })
  await apollo.start()
  return apollo
}

/**
 * An answer that is given while the server closes ends its connection. Otherwise one that was busy at that
 * moment would stay open, idle, and hold the process until its keep-alive runs out.
 */
function closeConnectionsWhenClosing(server: FastifyInstance): void {
  let isClosing = false
  server.addHook('preClose', async () => {
    isClosing = true
  })
  server.addHook('onSend', async (_, reply) => {
    if (isClosing) reply.header('connection', 'close')
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
