import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql'
import { carriedBatch } from './coerced.ts'
import { eventTypeOf, isBatchType, isUserType } from './event-types.ts'
import { readableBatch, readableEvent, readableUser } from './readable.ts'

type Variables = Record<string, unknown>

/** The variables of a mutation with readable events, batches and users. Everything beside them is left to GraphQL. */
export function readableVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Variables,
): Variables {
  const readable = { ...variables }
  for (const { variable, type } of variableDefinitions) {
    const name = variable.name.value
    const declared = typeFromAST(schema, type as never)
    if (name in variables && isInputType(declared))
      readable[name] = readableIn(variables[name], declared, name)
  }
  return readable
}

function readableIn(value: unknown, type: GraphQLInputType, field: string): unknown {
  if (value === null || value === undefined) return value
  const nullable = getNullableType(type)
  const event = eventTypeOf(nullable)
  if (event) return readableEvent(value, event, field)
  if (isListType(nullable)) return readableItems([value].flat(), nullable.ofType, field)
  if (!isInputObjectType(nullable) || typeof value !== 'object') return value
  if (isUserType(nullable)) return readableUser(value, nullable)
  const fields = nullable.getFields()
  const batch = isBatchType(nullable) ? readableBatch(value as Variables) : value
  return Object.fromEntries(
    Object.entries(batch).map(([name, inner]) => [
      name,
      fields[name] ? readableIn(inner, fields[name].type, name) : inner,
    ]),
  )
}

/** A null in a list of events is a wrong event, while a null elsewhere is an event that is left out. */
function readableItems(items: unknown[], type: GraphQLInputType, field: string): unknown[] {
  const event = eventTypeOf(type)
  return event ? carriedBatch(items, event, field) : items.map(item => readableIn(item, type, field))
}
