import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  validate,
} from 'graphql'
import { type Limits } from '../env.ts'
import { currentDocument } from '../graphql/former-forms/in-documents.ts'
import { currentVariables } from '../graphql/former-forms/in-variables.ts'
import { operationCost } from '../graphql/plugins/complexity.ts'
import { type Asked } from './run-document.ts'

/** Whether a document can run, its errors, and its cost in points. */
export interface Checked {
  isValid: boolean
  errors: { message: string; line?: number; column?: number }[]
  cost?: number
  costLimit?: number
}

/** The reason why a document is no query to run; undefined if it is one, or if GraphQL has to say what is wrong. */
export function reasonNotRead({ query, operationName }: Asked, limits: Limits): string | undefined {
  const operation = getOperationAST(parsed(query, limits) ?? empty, operationName)
  return operation && operation.operation !== 'query'
    ? `Agents read and change nothing: a ${operation.operation} cannot be run.`
    : undefined
}

const empty = { kind: 'Document', definitions: [] } as unknown as DocumentNode

function parsed(query: string, limits: Limits): DocumentNode | undefined {
  try {
    return parse(query, { maxTokens: limits.tokens })
  } catch {
    return undefined
  }
}

/** Checks a document without running it, by the rules of a request: former forms are rewritten first. */
export function checkQuery(schema: GraphQLSchema, limits: Limits, asked: Asked): Checked {
  try {
    const document = currentDocument(schema, parse(asked.query, { maxTokens: limits.tokens }))
    const errors = validate(schema, document, undefined, { maxErrors: 10 })
    if (errors.length) return refused(errors)
    const reason = reasonNotRead(asked, limits)
    if (reason) return { isValid: false, errors: [{ message: reason }] }
    return costed(schema, limits, document, asked)
  } catch (error) {
    if (error instanceof GraphQLError) return refused([error])
    throw error
  }
}

const refused = (errors: readonly GraphQLError[]): Checked => ({
  isValid: false,
  errors: errors.map(({ message, locations }) => ({ message, ...locations?.[0] })),
})

function costed(schema: GraphQLSchema, limits: Limits, document: DocumentNode, asked: Asked): Checked {
  const { operationName = null } = asked
  const operation = getOperationAST(document, operationName)
  if (!operation)
    return { isValid: false, errors: [{ message: 'Name one of the operations as operationName.' }] }
  const request = { variables: currentVariables(schema, operation, asked.variables) }
  const { total } = operationCost(schema, limits, { document, operation, operationName, request })
  const isValid = total <= limits.complexity
  const errors = isValid
    ? []
    : [{ message: `The query costs ${total} points; the limit is ${limits.complexity}.` }]
  return { isValid, errors, cost: total, costLimit: limits.complexity }
}
