import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql'

/** GraphQL would validate a subscription that the schema does not have, and fail to run it. */
export function knownOperationTypes(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (!context.getSchema().getRootType(node.operation))
        context.reportError(new GraphQLError(`There is no ${node.operation} here.`, { nodes: node }))
    },
  }
}
