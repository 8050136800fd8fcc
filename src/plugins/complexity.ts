import { type GraphQLRequestContextDidResolveOperation } from '@apollo/server'
import { GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
// The package's ESM build loads a second copy of graphql (its .mjs files), whose types are not ours.
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity/cjs'
import { type Context } from '../context.ts'
import { type Limits } from '../env.ts'
import { tooComplex } from '../errors.ts'
import { documentShape, type Shape } from './document-shape.ts'

/** More fields than this, once fragments are spread, are refused before their cost is added up one by one. */
const mostFields = 5_000

/**
 * What a mutation writes is bounded by its own limits, so its fields are counted. Going through its arguments, as
 * for a question, would read every fact of a batch a second time.
 */
const costOfMutationField = 20

/** What is known of an operation before it runs. */
interface Operation
  extends Pick<GraphQLRequestContextDidResolveOperation<Context>, 'document' | 'operationName' | 'request'> {
  operation: OperationDefinitionNode
}

/**
 * What an operation costs, before any SQL runs.
 * @throws QUERY_TOO_COMPLEX for one that is too deep, too large or too costly, BAD_USER_INPUT for variables that do not
 * fit
 */
export function checkedCost(
  schema: GraphQLSchema,
  limits: Limits,
  { document, operation, operationName, request: { variables } }: Operation,
): number {
  const shape = documentShape(document, operation)
  checkShape(shape, limits)
  const cost =
    operation.operation === 'mutation'
      ? shape.fields * costOfMutationField
      : costOf({ schema, query: document, operationName: operationName ?? undefined, variables })
  if (cost > limits.complexity)
    throw tooComplex(`The query costs ${cost}; ${limits.complexity} is allowed. Ask for fewer items.`, {
      measure: 'COST',
      cost,
      limit: limits.complexity,
    })
  return cost
}

function checkShape(shape: Shape, limits: Limits): void {
  const checks = [
    { measure: 'DEPTH', cost: shape.depth, limit: limits.depth, of: 'levels' },
    { measure: 'FIELDS', cost: shape.fields, limit: mostFields, of: 'fields' },
    {
      measure: 'ROOT_FIELDS',
      cost: shape.rootFields,
      limit: limits.rootFields,
      of: 'fields on its first level',
    },
    { measure: 'ALIASES', cost: shape.aliases, limit: limits.aliases, of: 'aliases' },
    { measure: 'DIRECTIVES', cost: shape.directives, limit: limits.directives, of: 'directives' },
  ] as const
  for (const { of, ...measured } of checks)
    if (measured.cost > measured.limit)
      throw tooComplex(`The query has ${measured.cost} ${of}; ${measured.limit} are allowed.`, measured)
}

/** Runs on the values of variables and arguments: what is wrong with them shows here, before the execution. */
function costOf(question: Omit<Parameters<typeof getComplexity>[0], 'estimators'>): number {
  try {
    return getComplexity({
      ...question,
      estimators: [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })],
    })
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const { message, nodes } = error
    throw new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } })
  }
}
