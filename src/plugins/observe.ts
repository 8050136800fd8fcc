import { type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server'
import { unwrapResolverError } from '@apollo/server/errors'
import { GraphQLError, Kind, type OperationDefinitionNode } from 'graphql'
import { type Logger } from 'pino'
import { type Context } from '../context.ts'
import { isOutage } from '../database.ts'
import { type Metrics } from '../metrics.ts'
import { isMistake } from './format-error.ts'

/** Counts and times every request, and logs it without arguments, tokens or properties. */
export function observePlugin(metrics: Metrics, log: Logger): ApolloServerPlugin<Context> {
  return {
    async contextCreationDidFail({ error }) {
      const code = error instanceof GraphQLError ? String(error.extensions.code) : 'INTERNAL_SERVER_ERROR'
      metrics.requests.inc({ operation: 'refused', status: statusOf[code] ?? '500' })
      metrics.errors.inc({ code })
      if (statusOf[code]) log.info({ reason: error.message }, 'a request was refused')
      else log.error({ err: error }, 'a request failed before it began')
    },
    async requestDidStart() {
      const started = performance.now()
      return {
        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors.map(unwrapResolverError))
            if (!(isMistake(error) || isOutage(error)))
              log.error({ err: error, requestId: contextValue.requestId }, 'a resolver failed')
        },
        async willSendResponse({ operation: node, operationName, response, contextValue }) {
          const operation = operationLabel(node)
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
const statusOf: Record<string, string> = { UNAUTHENTICATED: '401', DB_UNAVAILABLE: '503' }

/** The field that is asked for: clients choose operation names as they like, the schema bounds its fields. */
function operationLabel(operation: OperationDefinitionNode | undefined): string {
  if (!operation) return 'invalid'
  const [selection, ...more] = operation.selectionSet.selections
  return selection?.kind === Kind.FIELD && !more.length ? selection.name.value : 'several'
}
