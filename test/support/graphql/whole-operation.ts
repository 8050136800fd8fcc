import {
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isRequiredArgument,
  isUnionType,
} from 'graphql'
import { hasFields } from './has-fields.ts'
import { rootFieldOf, withRootField } from './with-root-field.ts'

/** Keeps a document below `MAX_TOKENS`. */
const mostWords = 700

/**
 * An operation of one root field that selects every field without required arguments, as deep as the document size
 * allows. The operation leaves out edges, which hold the same as nodes.
 */
export function wholeOperation(schema: GraphQLSchema, operation: string): string {
  const operations = [3, 2].map(depth => selectingAll(schema, operation, depth))
  return operations.find(whole => whole.split(/\s+/).length < mostWords)!
}

function selectingAll(schema: GraphQLSchema, operation: string, depth: number): string {
  const root = rootOf(schema, operation)
  return withRootField(operation, field => {
    const { type } = root!.getFields()[field.name.value]!
    return { ...field, selectionSet: rootFieldOf(`{ a ${selectionOf(type, depth)} }`).selectionSet }
  })
}

function rootOf(schema: GraphQLSchema, operation: string) {
  if (operation.startsWith('subscription')) return schema.getSubscriptionType()
  return operation.startsWith('mutation') ? schema.getMutationType() : schema.getQueryType()
}

function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type)
  const selected = isUnionType(named)
    ? named.getTypes().map(of => `... on ${of} { __typename ${fieldsOf(of, depth - 1, `${of}_`)} }`)
    : [fieldsOf(named, depth)]
  return hasFields(named) || isUnionType(named) ? `{ ${['__typename', ...selected].join(' ')} }` : ''
}

/** Fields of one name in two types of a union may have different types, so `prefix` gives them names of their own. */
function fieldsOf(type: GraphQLNamedType, depth: number, prefix = ''): string {
  if (!hasFields(type)) return ''
  return Object.values(type.getFields())
    .filter(field => field.name !== 'edges' && !field.args.some(isRequiredArgument))
    .filter(field => depth > 1 || !hasFields(getNamedType(field.type)))
    .map(
      field => `${prefix && `${prefix}${field.name}: `}${field.name} ${selectionOf(field.type, depth - 1)}`,
    )
    .join(' ')
}
