import 'reflect-metadata'
import { type GraphQLSchema } from 'graphql'
import { buildSchemaSync } from 'type-graphql'
import { authChecker } from './auth/auth-checker.ts'
import { resolvers } from './resolvers/index.ts'
import { DateTime } from './schema/scalars.ts'

/** The executable schema; `schema.graphql` is printed from it. `more` resolvers are for the benchmark's no-op. */
export function createSchema(more: (new () => object)[] = []): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [...resolvers, ...more],
    authChecker,
    validate: false,
    scalarsMap: [{ type: Date, scalar: DateTime }],
  })
}
