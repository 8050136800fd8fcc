import {
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
} from 'graphql'
import { buildSchemaSync, getMetadataStorage } from 'type-graphql'
import { authChecker } from '../auth/auth-checker.ts'
import { openFields } from '../auth/open-fields.ts'
import { kinds } from '../ingest/kinds/index.ts'
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
  for (const type of enumsOfEvents(schema)) tolerantEnum(type)
  return schema
}

/** A root field without a role stops the build and the start, because every client could use it. */
function checkEveryFieldHasRule(): void {
  const { queries, mutations, subscriptions } = getMetadataStorage()
  for (const { schemaName, roles } of [...queries, ...mutations, ...subscriptions])
    if (!roles?.length && !openFields.includes(schemaName))
      throw new Error(
        `The field ${schemaName} does not say who may use it: add @AdminQuery, @AdminMutation, or @Authorized with a role.`,
      )
}

/** The enums in the inputs of events: a value that does not exist rejects its event, not the whole batch. */
function enumsOfEvents(schema: GraphQLSchema): Set<GraphQLEnumType> {
  const inputs = Object.values(kinds).map(({ input }) => schema.getType(input.name) as GraphQLInputObjectType)
  const fields = inputs.flatMap(input => Object.values(input.getFields()))
  return new Set(fields.map(({ type }) => getNullableType(type)).filter(isEnumType))
}
