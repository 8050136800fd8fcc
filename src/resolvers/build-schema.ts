import { type GraphQLEnumType, type GraphQLSchema } from 'graphql'
import { buildSchemaSync, getMetadataStorage } from 'type-graphql'
import { authChecker } from '../auth/auth-checker.ts'
import { openFields } from '../auth/open-fields.ts'
import { DateTime } from '../schema/scalars.ts'
import { tolerantEnum } from '../schema/unreadable.ts'
import { resolvers } from './index.ts'

/** The executable schema; `schema.graphql` is printed from it. `more` resolvers are for the benchmark's no-op. */
export function createSchema(more: (new () => object)[] = []): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [...resolvers, ...more],
    authChecker,
    validate: false,
    scalarsMap: [{ type: Date, scalar: DateTime }],
  })
  checkEveryFieldHasRule()
  for (const name of enumsOfFacts) tolerantEnum(schema.getType(name) as GraphQLEnumType)
  return schema
}

/** A field that somebody forgot to guard stops the build and the start, instead of standing open. */
function checkEveryFieldHasRule(): void {
  const { queries, mutations, subscriptions } = getMetadataStorage()
  for (const { schemaName, roles } of [...queries, ...mutations, ...subscriptions])
    if (!roles?.length && !openFields.includes(schemaName))
      throw new Error(
        `The field ${schemaName} does not say who may use it: add @AdminQuery, @AdminMutation, or @Authorized with a role.`,
      )
}

/** A choice that does not exist rejects the fact that makes it, not its neighbours in the batch. */
const enumsOfFacts = ['ConversationStatus', 'MessageRole', 'Feedback', 'CallType']
