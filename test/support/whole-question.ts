import {
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'
import { rootFieldOf, withRootField } from './with-root-field.ts'

/** So that a document stays below `MAX_TOKENS`. */
const mostWords = 700

/**
 * A question with everything selected that can be without arguments, as deep as documents may be large; edges hold
 * what nodes do.
 */
export function wholeQuestion(schema: GraphQLSchema, operation: string): string {
  const questions = [3, 2].map(depth => selectingAll(schema, operation, depth))
  return questions.find(question => question.split(/\s+/).length < mostWords)!
}

function selectingAll(schema: GraphQLSchema, operation: string, depth: number): string {
  return withRootField(operation, field => {
    const { type } = schema.getQueryType()!.getFields()[field.name.value]!
    return { ...field, selectionSet: rootFieldOf(`{ a ${selectionOf(type, depth)} }`).selectionSet }
  })
}

function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type)
  if (!isObjectType(named)) return ''
  const fields = Object.values(named.getFields())
    .filter(field => field.name !== 'edges' && !field.args.some(isRequiredArgument))
    .filter(field => depth > 1 || !isObjectType(getNamedType(field.type)))
    .map(field => `${field.name} ${selectionOf(field.type, depth - 1)}`)
  return `{ ${['__typename', ...fields].join(' ')} }`
}
