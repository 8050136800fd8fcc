import { type GraphQLSchema, type OperationTypeNode } from 'graphql'
import { type RateKind } from './rates.ts'

/** The rate that a root field is charged to, from its `@RatedAs`. A field without one is charged for its points. */
export function rateOf(schema: GraphQLSchema, operation: OperationTypeNode, field: string): RateKind {
  const { rate } = schema.getRootType(operation)?.getFields()[field]?.extensions ?? {}
  return (rate as RateKind | undefined) ?? 'query'
}
