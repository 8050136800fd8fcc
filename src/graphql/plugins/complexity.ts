import { type GraphQLRequestContextDidResolveOperation } from '@apollo/server'
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql'
import { type Limits } from '../../env.ts'
import { type Measured, tooComplex } from '../../errors.ts'
import { wholePoints } from '../../request/asked-fields.ts'
import { type OperationCosts, pathCosts } from '../../resolvers/question-cost/path-costs.ts'
import { type SavedContents } from '../../resolvers/question-cost/question.ts'
import { sumOf } from '../../resolvers/question-cost/sum-of.ts'
import { weights } from '../../resolvers/question-cost/weights.ts'
import { type Context } from '../context.ts'
import { documentShape, type Shape } from './document-shape.ts'

/** More fields than this, once fragments are spread, are refused before their cost is added up one by one. */
const mostFields = 5_000

/** An operation before it runs. */
export interface Operation
  extends Pick<GraphQLRequestContextDidResolveOperation<Context>, 'document' | 'operationName' | 'request'> {
  operation: OperationDefinitionNode
}

/** An operation with what it asks by its id, whose content its cost depends on. */
interface KnownOperation extends Operation {
  saved?: SavedContents
}

/** The points of an operation, and those of its questions and paths: none for a mutation. */
export interface OperationCost extends OperationCosts {
  /** In whole points. */
  total: number
}

const noSaved: SavedContents = { dashboards: new Map(), alerts: new Map() }
const noCosts: OperationCosts = { questions: new Map(), paths: [] }

/**
 * The cost of an operation, before any SQL runs. The cost of a mutation is the number of its fields: its writes have limits
 * of their own, and reading its arguments would read every event of a batch a second time.
 * @throws QUERY_TOO_COMPLEX for a document that is too deep or too large, BAD_USER_INPUT for arguments of a wrong type
 */
export function operationCost(
  schema: GraphQLSchema,
  limits: Limits,
  requested: KnownOperation,
): OperationCost {
  const { document, operation } = requested
  const shape = documentShape(document, operation)
  checkShape(shape, limits)
  if (operation.operation === 'mutation') return { ...noCosts, total: shape.fields * weights.mutationField }
  const costs = questionCosts(schema, requested)
  return { ...costs, total: wholePoints(sumOf([...costs.questions.values()], points => points)) }
}

const mostNamed = 3

/** @throws QUERY_TOO_COMPLEX, with the three paths that cost the most */
export function checkCost({ total, paths }: OperationCost, limit: number): void {
  if (total <= limit) return
  const dearest = paths
    .toSorted((a, b) => b.points - a.points)
    .slice(0, mostNamed)
    .map(({ path, points }) => ({ path: path.join('.'), cost: wholePoints(points) }))
  const named = dearest.map(({ path, cost }) => `${path} (${cost})`).join(', ')
  throw tooComplex(
    `The query costs ${total} points; the limit is ${limit} (setting MAX_COMPLEXITY). Use a shorter range, fewer fields or fewer rows.` +
      `${named && ` The most expensive parts: ${named}.`}`,
    { measure: 'COST', cost: total, limit, setting: 'MAX_COMPLEXITY', dearest },
  )
}

function checkShape(shape: Shape, limits: Limits): void {
  const checks = [
    { measure: 'DEPTH', cost: shape.depth, limit: limits.depth, of: 'levels', setting: 'MAX_DEPTH' },
    { measure: 'FIELDS', cost: shape.fields, limit: mostFields, of: 'fields' },
    {
      measure: 'ROOT_FIELDS',
      cost: shape.rootFields,
      limit: limits.rootFields,
      of: 'fields on its first level',
      setting: 'MAX_ROOT_FIELDS',
    },
    { measure: 'ALIASES', cost: shape.aliases, limit: limits.aliases, of: 'aliases', setting: 'MAX_ALIASES' },
    {
      measure: 'DIRECTIVES',
      cost: shape.directives,
      limit: limits.directives,
      of: 'directives',
      setting: 'MAX_DIRECTIVES',
    },
  ] as const
  for (const { of, ...measured } of checks) if (measured.cost > measured.limit) throw tooLarge(of, measured)
}

function tooLarge(of: string, measured: Measured): GraphQLError {
  const { cost, limit, setting } = measured
  return tooComplex(
    `The query has ${cost} ${of}; the limit is ${limit}${setting ? ` (setting ${setting})` : ''}.`,
    measured,
  )
}

/**
 * The costs of the questions with the values of their arguments. Finds wrong arguments before the execution; wrong variables
 * are left to the execution, which lists all of them.
 */
function questionCosts(
  schema: GraphQLSchema,
  { document, operation, request, saved = noSaved }: KnownOperation,
): OperationCosts {
  const variableValues = variablesOf(schema, { operation, request })
  if (!variableValues) return noCosts
  try {
    const context = { schema, fragments: fragmentsOf(document), variableValues, saved }
    return pathCosts(operation, context, request.variables ?? {})
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const { message, nodes } = error
    throw new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } })
  }
}

/** The variables as they are executed; undefined if some are wrong, which the execution says with suggestions. */
export function variablesOf(
  schema: GraphQLSchema,
  { operation, request }: Pick<Operation, 'operation' | 'request'>,
): Record<string, unknown> | undefined {
  const { variableDefinitions = [] } = operation
  const options = { maxErrors: 1, hideSuggestions: true }
  return getVariableValues(schema, variableDefinitions, request.variables ?? {}, options).coerced
}

const fragmentsOf = ({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> =>
  Object.fromEntries(
    definitions.flatMap(definition =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  )
