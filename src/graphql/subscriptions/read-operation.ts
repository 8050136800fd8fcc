import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import { type Env } from '../../env.ts'
import { badRequest } from '../../errors.ts'
import { currentDocument } from '../former-forms/in-documents.ts'
import { currentVariables } from '../former-forms/in-variables.ts'
import { checkCost, type OperationCost, operationCost } from '../plugins/complexity.ts'
import { rootFields } from '../root-fields.ts'

/** A subscription that may run, as far as its text and its variables say. */
export interface ReadOperation {
  document: DocumentNode
  operation: OperationDefinitionNode
  /** As they are executed. */
  variables: Record<string, unknown>
  /** The root field. */
  field: string
  cost: OperationCost
}

/** The operation of a request, before anything of it is checked. */
export interface SentOperation {
  query?: unknown
  operationName?: unknown
  variables?: unknown
}

type Checks = Pick<Env, 'introspection' | 'limits'>

/**
 * Reads a subscription with the limits of every other operation.
 * @throws the errors: one, or a list of those of the validation
 */
export function readOperation(schema: GraphQLSchema, checks: Checks, sent: SentOperation): ReadOperation {
  const { query, operationName, given } = shapeOf(sent)
  const document = validDocument(schema, checks, query)
  const operation = subscriptionIn(document, operationName)
  const variables = currentVariables(schema, operation, given)
  checkVariables(schema, checks, operation, variables)
  const request = { variables }
  const cost = operationCost(schema, checks.limits, {
    document,
    operation,
    operationName: operation.name?.value ?? null,
    request,
  })
  checkCost(cost, checks.limits.complexity)
  return { document, operation, variables, field: rootFields(operation, document)[0]!, cost }
}

function shapeOf({ query, operationName, variables }: SentOperation) {
  if (typeof query !== 'string' || !query) throw badRequest('`query` must be the text of a subscription.')
  if (operationName != null && typeof operationName !== 'string')
    throw badRequest('`operationName` must be a text.')
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables)))
    throw badRequest('`variables` must be an object.')
  return { query, operationName, given: (variables ?? {}) as Record<string, unknown> }
}

const mostErrors = 10

function validDocument(schema: GraphQLSchema, { introspection, limits }: Checks, text: string): DocumentNode {
  const document = currentDocument(schema, parsed(text, limits.tokens))
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule]
  const errors = validate(schema, document, rules, { maxErrors: mostErrors, hideSuggestions: !introspection })
  if (errors.length) throw errors.map(error => withCode(error, 'GRAPHQL_VALIDATION_FAILED'))
  return document
}

function parsed(text: string, maxTokens: number): DocumentNode {
  try {
    return parse(text, { maxTokens })
  } catch (error) {
    throw withCode(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')
  }
}

function subscriptionIn(document: DocumentNode, name: string | null | undefined): OperationDefinitionNode {
  const operation = getOperationAST(document, name)
  if (!operation)
    throw withCode(
      new GraphQLError(
        name
          ? 'The document has no operation of this name.'
          : 'The document has no single operation: name one.',
      ),
      'OPERATION_RESOLUTION_FAILURE',
    )
  if (operation.operation !== 'subscription')
    throw badRequest(`This path takes subscriptions. Send a ${operation.operation} to /graphql.`)
  return operation
}

function checkVariables(
  schema: GraphQLSchema,
  { introspection }: Checks,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Record<string, unknown>,
): void {
  const { errors } = getVariableValues(schema, variableDefinitions, variables, {
    maxErrors: mostErrors,
    hideSuggestions: !introspection,
  })
  if (errors) throw errors.map(error => withCode(error, 'BAD_USER_INPUT'))
}

const withCode = ({ message, nodes, source, positions }: GraphQLError, code: string) =>
  new GraphQLError(message, { nodes, source, positions, extensions: { code } })
