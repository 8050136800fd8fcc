import { type GraphQLSchema } from 'graphql'
import { type RateKind } from './rates.ts'

/** The rate that a mutation is charged to, from its `@RatedAs`. A mutation without one is charged for its points. */
export function rateOf(schema: GraphQLSchema, mutation: string): RateKind {
  const { rate } = schema.getMutationType()!.getFields()[mutation]?.extensions ?? {}
  return (rate as RateKind | undefined) ?? 'query'
}
