import { type GraphQLOutputType, type GraphQLSchema, getNamedType, isRequiredArgument } from 'graphql'
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
  const root = operation.startsWith('mutation') ? schema.getMutationType() : schema.getQueryType()
  return withRootField(operation, field => {
    const { type } = root!.getFields()[field.name.value]!
    return { ...field, selectionSet: rootFieldOf(`{ a ${selectionOf(type, depth)} }`).selectionSet }
  })
}

function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type)
  if (!hasFields(named)) return ''
  const fields = Object.values(named.getFields())
    .filter(field => field.name !== 'edges' && !field.args.some(isRequiredArgument))
    .filter(field => depth > 1 || !hasFields(getNamedType(field.type)))
    .map(field => `${field.name} ${selectionOf(field.type, depth - 1)}`)
  return `{ ${['__typename', ...fields].join(' ')} }`
}
