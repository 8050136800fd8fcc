import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
} from 'graphql'

/** Arguments and inputs that take free texts or numbers, and those that say which of the stored things is meant. */
const namesThing = /(^id|Id|Ids|^after|^before|[cC]ursor|[sS]napshot)$/

/**
 * Every place of the schema where a caller names a stored thing: `Query.user(id)` for an argument, of any field of
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
  if (!isObjectType(type)) return []
  return Object.values(type.getFields()).flatMap(field =>
    field.args.filter(isNamed).map(({ name }) => `${type.name}.${field.name}(${name})`),
  )
}
