import { createPubSub } from '@graphql-yoga/subscription'
import { type GraphQLSchema, getNullableType } from 'graphql'
import { buildSchemaSync, getMetadataStorage } from 'type-graphql'
import { authChecker } from '../auth/auth-checker.ts'
import { openFields } from '../auth/open-fields.ts'
import { ConversationChange } from '../schema/conversations/conversation-change.ts'
import { markOneOf } from '../schema/one-of.ts'
import { CustomEvent } from '../schema/overview/custom-event.ts'
import { DateTime } from '../schema/scalars.ts'
import { attributeStatements } from './attribute-statements.ts'
import { explainQuestions } from './explain-questions.ts'
import { resolvers } from './index.ts'
import { nameChangedFields } from './name-changed-fields.ts'
import { takeNullAsDefault } from './null-as-default.ts'

let shared: GraphQLSchema | undefined

/** The schema of the service, built once per process: building it takes a noticeable part of a start. */
export const serviceSchema = (): GraphQLSchema => (shared ??= createSchema())

/** The executable schema; `schema.graphql` is printed from it. `more` resolvers are for the benchmark's no-op. */
export function createSchema(more: (new () => object)[] = []): GraphQLSchema {
  const built = buildSchemaSync({
    resolvers: [...resolvers, ...more],
    // Only the interface `Event` leads to these types.
    orphanedTypes: [CustomEvent, ConversationChange],
    authChecker,
    // TypeGraphQL demands one although each subscription has its own source.
    pubSub: createPubSub(),
    validate: false,
    scalarsMap: [{ type: Date, scalar: DateTime }],
  })
  checkEveryFieldHasRule()
  const schema = nameChangedFields(built)
  describeRoots(schema)
  makeQuestionsNullable(schema)
  explainQuestions(schema)
  attributeStatements(schema)
  markOneOf(schema)
  takeNullAsDefault(schema)
  return schema
}

function describeRoots(schema: GraphQLSchema): void {
  schema.getQueryType()!.description =
    'The questions. One that fails is null with its error; the others are answered.'
  schema.getMutationType()!.description =
    'The changes. They run one after the other; a wrong input is an entry of `userErrors` or a rejected receipt.'
  schema.getSubscriptionType()!.description =
    'The questions that are answered again when something changes, over `/graphql/stream` (SSE) or `/graphql/ws` (WebSocket). ' +
    'An answer that equals the one before, apart from `meta`, is not sent.'
}

/** A question that fails is null with its error, and the other questions of its request are answered. */
function makeQuestionsNullable(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getQueryType()!.getFields()))
    field.type = getNullableType(field.type)
}

/** A root field without a role stops the build and the start, because every client could use it. */
function checkEveryFieldHasRule(): void {
  const { queries, mutations, subscriptions } = getMetadataStorage()
  for (const { schemaName, roles } of [...queries, ...mutations, ...subscriptions])
    if (!roles?.length && !openFields.includes(schemaName))
      throw new Error(
        `The field ${schemaName} does not say who may use it: add @AdminQuery, @AdminMutation, @AdminSubscription, or @Authorized with a role.`,
      )
}
