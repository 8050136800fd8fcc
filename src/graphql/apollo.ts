import { ApolloServer, type ApolloServerOptionsWithSchema, type ApolloServerPlugin } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import { type GraphQLSchema } from 'graphql'
import { type Logger } from 'pino'
import { type Env } from '../env.ts'
import { withoutValues } from '../logged-error.ts'
import { type Context } from './context.ts'
import { admissionPlugin } from './plugins/admission.ts'
import { auditPlugin } from './plugins/audit.ts'
import { formatErrors } from './plugins/format-error.ts'
import { formerFormsPlugin } from './plugins/former-forms.ts'
import { httpStatusPlugin } from './plugins/http-status.ts'
import { limitTimePlugin } from './plugins/limit-time.ts'
import { noSubscriptions } from './plugins/no-subscriptions.ts'
import { observePlugin } from './plugins/observe.ts'
import { readEventsPlugin } from './plugins/read-events.ts'

/** Starts Apollo Server with the request pipeline as its plugins. */
export async function startApollo(
  env: Env,
  schema: GraphQLSchema,
  log: Logger,
): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({ ...optionsOf(env, schema), logger: quiet(log) })
  await apollo.start()
  return apollo
}

/** Everything that Apollo would do otherwise, or not at all. */
function optionsOf(env: Env, schema: GraphQLSchema): ApolloServerOptionsWithSchema<Context> {
  return {
    schema,
    introspection: env.introspection,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !env.introspection,
    persistedQueries: false,
    // A page of another origin cannot send these headers unless `CORS_ORIGINS` allows it, so a GET with one is meant.
    csrfPrevention: {
      requestHeaders: ['authorization', 'apollo-require-preflight', 'x-apollo-operation-name'],
    },
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: env.limits.tokens },
    // To look for names like one that is not known takes time that grows with its length.
    validationOptions: { maxErrors: 10, hideSuggestions: !env.introspection },
    validationRules: [noSubscriptions],
    executionOptions: { maxCoercionErrors: 10 },
    stopOnTerminationSignals: false,
    formatError: formatErrors(env.introspection ? schema : undefined),
    plugins: pluginsOf(env, schema),
  }
}

/** At the end of the parsing the last plugin is the first, otherwise the first: former forms come before events and costs. */
const pluginsOf = (env: Env, schema: GraphQLSchema): ApolloServerPlugin<Context>[] => [
  readEventsPlugin(schema),
  formerFormsPlugin(schema),
  admissionPlugin(schema, env.limits),
  limitTimePlugin(env.limits.requestTimeoutMs),
  httpStatusPlugin(env.auth.serviceUrl),
  observePlugin,
  auditPlugin(schema),
  // Cache control would wrap the resolver of every field.
  ApolloServerPluginCacheControlDisabled(),
  // `http/web/explorer.ts` answers browsers.
  ApolloServerPluginLandingPageDisabled(),
]

/** The log of Apollo without the values that it quotes from errors. */
function quiet(log: Logger) {
  const line = (level: 'debug' | 'info' | 'warn' | 'error') => (text: unknown) =>
    log[level](withoutValues(String(text)))
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }
}
