import { type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server'
import { unwrapResolverError } from '@apollo/server/errors'
import { type DocumentNode, GraphQLError, type OperationDefinitionNode } from 'graphql'
import { type Logger } from 'pino'
import { currentRequestId } from '../../http/current-request.ts'
import { type Metrics } from '../../metrics.ts'
import { type Context } from '../context.ts'
import { rootFields } from '../root-fields.ts'
import { refusalOf } from './refusal-of.ts'

/** Counts and times every request, and logs it without arguments, tokens or properties. */
export function observePlugin(metrics: Metrics, log: Logger): ApolloServerPlugin<Context> {
  return {
    async contextCreationDidFail({ error }) {
      const code = error instanceof GraphQLError ? String(error.extensions.code) : 'INTERNAL_SERVER_ERROR'
      metrics.requests.inc({ operation: 'refused', status: statusOf[code] ?? '500' })
      metrics.errors.inc({ code })
      const requestId = currentRequestId()
      if (statusOf[code]) log.info({ requestId, reason: error.message }, 'a request was refused')
      else log.error({ err: error, requestId }, 'a request failed before it began')
    },
    async requestDidStart() {
      const started = performance.now()
      return {
        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors.map(unwrapResolverError))
            if (!refusalOf(error))
              log.error({ err: error, requestId: contextValue.requestId }, 'a resolver failed')
        },
        async willSendResponse({ operation: node, document, operationName, response, contextValue }) {
          const operation = operationLabel(node, document)
          const seconds = (performance.now() - started) / 1_000
          const codes = codesOf(response.body)
          metrics.requests.inc({ operation, status: String(response.http.status ?? 200) })
          metrics.latency.observe({ operation }, seconds)
          for (const code of codes) metrics.errors.inc({ code })
          log[codes.length ? 'info' : 'debug'](
            {
              requestId: contextValue.requestId,
              operation,
              operationName,
              ms: Math.round(seconds * 1e3),
              codes,
              ...(codes.length && { address: contextValue.address }),
            },
            'graphql',
          )
        },
      }
    },
  }
}

/** As the client sees them: an outage is none of our bugs. */
const codesOf = (body: GraphQLResponse['body']) =>
  body.kind === 'single'
    ? (body.singleResult.errors ?? []).map(({ extensions }) => String(extensions?.code))
    : []

/** Of what is refused before it is known what was asked. */
const statusOf: Record<string, string> = {
  UNAUTHENTICATED: '401',
  UNKNOWN_PROJECT: '403',
  RATE_LIMITED: '429',
  TOO_MANY_PROJECTS: '429',
  DB_UNAVAILABLE: '503',
  AUTH_UNAVAILABLE: '503',
}

/** The field that is asked for: clients choose operation names as they like, the schema bounds its fields. */
function operationLabel(
  operation: OperationDefinitionNode | undefined,
  document: DocumentNode | undefined,
): string {
  if (!operation || !document) return 'invalid'
  const [field, ...more] = rootFields(operation, document)
  return field === undefined || more.length ? 'several' : field
}
