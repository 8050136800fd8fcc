import { type GraphQLInputObjectType, getNullableType, isInputObjectType, isListType } from 'graphql'
import { kinds } from '../../ingest/kinds/index.ts'
import { AliasInput } from '../../schema/users/alias.ts'
import { IdentifyInput } from '../../schema/users/identify.ts'

const userInputs = new Set([AliasInput.name, IdentifyInput.name])
const kindInputs = new Set(Object.values(kinds).map(({ input }) => input.name))

/** The type as an input object that holds one event: the input of a kind, or an item of a mixed batch. */
export function eventTypeOf(type: unknown): GraphQLInputObjectType | undefined {
  const nullable = getNullableType(type as GraphQLInputObjectType | undefined)
  if (!isInputObjectType(nullable)) return undefined
  return isKindInput(nullable) || isItem(nullable) ? nullable : undefined
}

const isKindInput = (type: unknown) => isInputObjectType(type) && kindInputs.has(type.name)

const isItem = (type: GraphQLInputObjectType) =>
  Object.values(type.getFields()).every(field => isKindInput(getNullableType(field.type)))

/** The field of `track` that holds such items. */
export const batchFieldOf = ({ name }: GraphQLInputObjectType) =>
  name === 'AnyFactInput' ? 'facts' : 'events'

/** Whether the type names users, by ids that events have as well. */
export const isUserType = ({ name }: GraphQLInputObjectType) => userInputs.has(name)

/** Whether the type has a list of events. */
export const isBatchType = (type: GraphQLInputObjectType) =>
  Object.values(type.getFields()).some(field => {
    const list = getNullableType(field.type)
    return isListType(list) && eventTypeOf(list.ofType) !== undefined
  })
