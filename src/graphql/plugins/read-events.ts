import { type ApolloServerPlugin, type GraphQLRequestContext } from '@apollo/server'
import { type GraphQLSchema } from 'graphql'
import { type Context } from '../context.ts'
import { isMutation, readableDocument } from '../sent-events/in-documents.ts'
import { readableVariables } from '../sent-events/in-variables.ts'

/** Makes the events of a mutation readable before GraphQL refuses all of them for one wrong value. */
export function readEventsPlugin(schema: GraphQLSchema): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async parsingDidStart(context) {
          return async error => {
            if (!error) readDocument(schema, context)
          }
        },
        async executionDidStart({ request, operation }) {
          // Without an operation nothing runs, whatever the type says.
          if (operation?.operation === 'mutation')
            request.variables = readableVariables(schema, operation, request.variables ?? {})
        },
      }
    },
  }
}

/** Apollo validates, caches and executes what stands in its context. */
function readDocument(schema: GraphQLSchema, context: GraphQLRequestContext<Context>): void {
  const { document } = context
  if (document && isMutation(document))
    Object.assign(context, { document: readableDocument(schema, document) })
}
