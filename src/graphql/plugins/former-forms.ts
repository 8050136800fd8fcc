import { type ApolloServerPlugin } from '@apollo/server'
import { type GraphQLSchema } from 'graphql'
import { type Context } from '../context.ts'
import { currentDocument } from '../former-forms/in-documents.ts'
import { currentVariables } from '../former-forms/in-variables.ts'

/**
 * Rewrites the forms of before version 1: a document before its validation, after which Apollo keeps it, and the
 * variables of each request before its cost is known. At version 1 this plugin and `former-forms` are deleted.
 */
export function formerFormsPlugin(schema: GraphQLSchema): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async parsingDidStart(context) {
          return async error => {
            const { document } = context
            if (!error && document) Object.assign(context, { document: currentDocument(schema, document) })
          }
        },
        async didResolveOperation({ request, operation }) {
          // Without an operation nothing runs, whatever the type says.
          if (operation) request.variables = currentVariables(schema, operation, request.variables ?? {})
        },
      }
    },
  }
}
