import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql'

/** Refuses a subscription: without this rule GraphQL accepts it, although the schema has none, and fails to run it. */
export function knownOperationTypes(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (!context.getSchema().getRootType(node.operation))
        context.reportError(new GraphQLError(`The schema has no ${node.operation}.`, { nodes: node }))
    },
  }
}
