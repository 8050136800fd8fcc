import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  printType,
} from 'graphql'

/** A part of the schema that words can find. */
interface Part {
  /** Such as `Query.funnel(input: FunnelInput): Funnel`. */
  signature: string
  text: string
  isRoot: boolean
}

const mostFound = 30

/**
 * The definition of a type with this name, or else the fields, types and values whose name or description has every word, root
 * fields first.
 */
export function searchSchema(schema: GraphQLSchema, words: string): string {
  const { types, parts } = readableIn(schema)
  const type = types.get(words.trim())
  if (type) return printType(type)
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const found = parts.filter(({ signature, text }) =>
    wanted.every(word => `${signature} ${text}`.toLowerCase().includes(word)),
  )
  const shown = found.toSorted((a, b) => Number(b.isRoot) - Number(a.isRoot)).slice(0, mostFound)
  const lines = shown.map(({ signature, text }) => `${signature}\n  ${text}`)
  if (!lines.length) return 'Nothing in the schema has all of these words. Use fewer of them.'
  if (found.length > mostFound) lines.push(`${found.length - mostFound} more parts match. Use more words.`)
  return lines.join('\n')
}

interface Readable {
  types: Map<string, GraphQLNamedType>
  parts: Part[]
}

const known = new WeakMap<GraphQLSchema, Readable>()

/** The types that questions lead to: no mutations, which agents cannot run, and none of their inputs. */
function readableIn(schema: GraphQLSchema): Readable {
  const found = known.get(schema) ?? readTypes(schema)
  known.set(schema, found)
  return found
}

function readTypes(schema: GraphQLSchema): Readable {
  const query = schema.getQueryType()!
  const events = Object.values(schema.getTypeMap()).filter(
    type => isObjectType(type) && type.getInterfaces().length > 0,
  )
  const readable = new GraphQLSchema({ query, types: events, assumeValid: true })
  const types = Object.values(readable.getTypeMap()).filter(({ name }) => !name.startsWith('__'))
  return {
    types: new Map(types.filter(type => type !== query).map(type => [type.name, type])),
    parts: types.flatMap(type => partsOfType(type, type === query)),
  }
}

function partsOfType(type: GraphQLNamedType, isRoot: boolean): Part[] {
  const own = { signature: type.name, text: type.description ?? '', isRoot: false }
  const members = membersOf(type)
  return [
    own,
    ...members.map(({ signature, text }) => ({ signature: `${type.name}.${signature}`, text, isRoot })),
  ]
}

/** Without deprecated ones. */
function membersOf(type: GraphQLNamedType): Omit<Part, 'isRoot'>[] {
  if (isEnumType(type))
    return type.getValues().map(({ name, description }) => ({ signature: name, text: description ?? '' }))
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return []
  const fields: (GraphQLField<unknown, unknown> | GraphQLInputField)[] = Object.values(type.getFields())
  return fields
    .filter(({ deprecationReason }) => !deprecationReason)
    .map(field => ({ signature: signatureOf(field), text: field.description ?? '' }))
}

function signatureOf(field: GraphQLField<unknown, unknown> | GraphQLInputField): string {
  const args = 'args' in field ? field.args.filter(({ deprecationReason }) => !deprecationReason) : []
  const written = args.map(({ name, type }) => `${name}: ${type}`).join(', ')
  return `${field.name}${written && `(${written})`}: ${field.type}`
}
