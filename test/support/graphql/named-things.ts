import { type GraphQLNamedType, type GraphQLSchema, getNamedType, isInputObjectType } from 'graphql'
import { hasFields } from './has-fields.ts'

/** The names of arguments and input fields that identify a stored thing, as opposed to free texts and numbers. */
const namesThing = /(^id|Id|Ids|^after|^before|[cC]ursor|[sS]napshot)$/

/**
 * Every place of the schema where a caller identifies a stored thing: `Query.user(id)` for an argument, of any field of
 * any type, and `FunnelInput.segmentId` for a field of an input.
 */
export function namedThings(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap(type => [...ofInput(type), ...ofArguments(type)])
    .sort()
}

type Given = { name: string; type: Parameters<typeof getNamedType>[0] }
const isNamed = ({ name, type }: Given) => getNamedType(type)?.name === 'ID' || namesThing.test(name)

function ofInput(type: GraphQLNamedType): string[] {
  if (!isInputObjectType(type)) return []
  return Object.values(type.getFields())
    .filter(isNamed)
    .map(({ name }) => `${type.name}.${name}`)
}

function ofArguments(type: GraphQLNamedType): string[] {
  if (!hasFields(type)) return []
  return Object.values(type.getFields()).flatMap(field =>
    field.args.filter(isNamed).map(({ name }) => `${type.name}.${field.name}(${name})`),
  )
}
