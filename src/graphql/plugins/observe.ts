import { type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server'
import { unwrapResolverError } from '@apollo/server/errors'
import { type DocumentNode, type OperationDefinitionNode } from 'graphql'
import { observe } from '../../request/observe.ts'
import { refusalOf } from '../../request/refusal-of.ts'
import { type Context } from '../context.ts'
import { rootFields } from '../root-fields.ts'

/** Counts, times and logs every operation, and logs bugs of resolvers. */
export const observePlugin: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    const started = performance.now()
    return {
      async didEncounterErrors({ errors, contextValue: { scope } }) {
        for (const error of errors.map(unwrapResolverError))
          if (!refusalOf(error))
            scope.services.log.error({ err: error, requestId: scope.requestId }, 'a resolver failed')
      },
      async willSendResponse({ operation, document, operationName, response, contextValue: { scope } }) {
        observe(scope, {
          surface: 'graphql',
          operation: operationLabel(operation, document),
          operationName,
          status: response.http.status ?? 200,
          codes: codesOf(response.body),
          durationMs: performance.now() - started,
        })
      },
    }
  },
}

/** The codes that the client sees: an outage is DB_UNAVAILABLE and no bug. */
const codesOf = (body: GraphQLResponse['body']) =>
  body.kind === 'single'
    ? (body.singleResult.errors ?? []).map(({ extensions }) => String(extensions?.code))
    : []

/** The root field: clients choose operation names freely, while the schema bounds the number of its fields. */
function operationLabel(
  operation: OperationDefinitionNode | undefined,
  document: DocumentNode | undefined,
): string {
  if (!operation || !document) return 'invalid'
  const [field, ...more] = rootFields(operation, document)
  return field === undefined || more.length ? 'several' : field
}
