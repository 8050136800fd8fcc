import { type GraphQLSchema } from 'graphql'
import { buildSchemaSync, getMetadataStorage } from 'type-graphql'
import { authChecker } from '../auth/auth-checker.ts'
import { openFields } from '../auth/open-fields.ts'
import { DateTime } from '../schema/scalars.ts'
import { explainQuestions } from './explain-questions.ts'
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
  return explainQuestions(schema)
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
