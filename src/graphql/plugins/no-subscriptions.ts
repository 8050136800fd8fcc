import { type ASTVisitor, GraphQLError, OperationTypeNode, type ValidationContext } from 'graphql'

/** Refuses a subscription, which this path cannot answer again and again. */
export function noSubscriptions(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (node.operation === OperationTypeNode.SUBSCRIPTION)
        context.reportError(
          new GraphQLError('Send a subscription to /graphql/stream (SSE) or /graphql/ws (WebSocket).', {
            nodes: node,
          }),
        )
    },
  }
}
