import { type GraphQLRequestContextDidResolveOperation } from '@apollo/server'
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql'
// The package's ESM build loads a second copy of graphql (its .mjs files), whose types are not ours.
import {
  type ComplexityEstimatorArgs,
  fieldExtensionsEstimator,
  getComplexity,
} from 'graphql-query-complexity/cjs'
import { type Limits } from '../../env.ts'
import { tooComplex } from '../../errors.ts'
import { wholePoints } from '../../request/asked-fields.ts'
import { answerCost } from '../../resolvers/question-cost/answer-cost.ts'
import { type CostContext } from '../../resolvers/question-cost/question.ts'
import { weights } from '../../resolvers/question-cost/weights.ts'
import { type Context } from '../context.ts'
import { documentShape, type Shape } from './document-shape.ts'

/** More fields than this, once fragments are spread, are refused before their cost is added up one by one. */
const mostFields = 5_000

/** An operation before it runs. */
interface Operation
  extends Pick<GraphQLRequestContextDidResolveOperation<Context>, 'document' | 'operationName' | 'request'> {
  operation: OperationDefinitionNode
}

/** The points of an operation, and those of each root field of a query by its name in the answer. */
export interface OperationCost {
  /** In whole points. */
  total: number
  ofFields: ReadonlyMap<string, number>
}

/**
 * The cost of an operation, before any SQL runs. The cost of a mutation is the number of its fields: its writes have limits
 * of their own, and reading its arguments would read every event of a batch a second time.
 * @throws QUERY_TOO_COMPLEX for a document that is too deep or too large, BAD_USER_INPUT for arguments of a wrong type
 */
export function operationCost(schema: GraphQLSchema, limits: Limits, requested: Operation): OperationCost {
  const { document, operation } = requested
  const shape = documentShape(document, operation)
  checkShape(shape, limits)
  if (operation.operation === 'mutation')
    return { total: shape.fields * weights.mutationField, ofFields: new Map() }
  const ofFields = new Map<string, number>()
  return { total: wholePoints(questionCost(schema, requested, ofFields)), ofFields }
}

/** @throws QUERY_TOO_COMPLEX */
export function checkCost(cost: number, limit: number): void {
  if (cost > limit)
    throw tooComplex(
      `The query costs ${cost} points; the limit is ${limit}. Use a shorter range, fewer fields or fewer rows.`,
      {
        measure: 'COST',
        cost,
        limit,
      },
    )
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
      throw tooComplex(`The query has ${measured.cost} ${of}; the limit is ${measured.limit}.`, measured)
}

/**
 * Adds up the costs of the fields with the values of their arguments, and so finds wrong arguments before the execution.
 * Wrong variables are left to the execution, which lists all of them.
 */
function questionCost(
  schema: GraphQLSchema,
  { document, operation, operationName, request }: Operation,
  ofFields: Map<string, number>,
): number {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {})
  if (!coerced) return 0
  const context: CostContext = { fragments: fragmentsOf(document), variableValues: coerced }
  try {
    return getComplexity({
      schema,
      query: document,
      operationName: operationName ?? undefined,
      variables: request.variables,
      context: { ...context },
      estimators: [fieldExtensionsEstimator(), answerCost].map(
        estimate => (field: ComplexityEstimatorArgs) => {
          const cost = estimate(field)
          if (field.type === schema.getQueryType() && cost) addTo(ofFields, field.node, cost)
          return cost
        },
      ),
    })
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const { message, nodes } = error
    throw new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } })
  }
}

/** A field that is selected twice under one name is answered once, and costs both. */
function addTo(ofFields: Map<string, number>, { alias, name }: FieldNode, cost: number): void {
  const key = (alias ?? name).value
  ofFields.set(key, (ofFields.get(key) ?? 0) + cost)
}

const fragmentsOf = ({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> =>
  Object.fromEntries(
    definitions.flatMap(definition =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  )
