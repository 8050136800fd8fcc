import 'reflect-metadata'
import { type GraphQLEnumType, type GraphQLSchema } from 'graphql'
import { buildSchemaSync } from 'type-graphql'
import { authChecker } from './auth/auth-checker.ts'
import { resolvers } from './resolvers/index.ts'
import { DateTime } from './schema/scalars.ts'
import { tolerantEnum } from './schema/unreadable.ts'

/** The executable schema; `schema.graphql` is printed from it. `more` resolvers are for the benchmark's no-op. */
export function createSchema(more: (new () => object)[] = []): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [...resolvers, ...more],
    authChecker,
    validate: false,
    scalarsMap: [{ type: Date, scalar: DateTime }],
  })
  for (const name of enumsOfFacts) tolerantEnum(schema.getType(name) as GraphQLEnumType)
  return schema
}

/** A choice that does not exist rejects the fact that makes it, not its neighbours in the batch. */
const enumsOfFacts = ['ConversationStatus', 'MessageRole', 'Feedback', 'CallType']
