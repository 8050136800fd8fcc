import { type FieldNode, type GraphQLSchema, getVariableValues, valueFromASTUntyped } from 'graphql'
import { type CostedDashboard, costedDashboards } from '../../dashboards/costed-dashboards.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { rootFieldNodes } from '../root-fields.ts'
import { type Operation } from './complexity.ts'

/**
 * The dashboards that an operation asks, by their ids: its cost is that of their questions. One statement, and none for an
 * operation that asks no dashboard.
 */
export async function dashboardsAsked(
  schema: GraphQLSchema,
  scope: RequestScope,
  { document, operation, request }: Operation,
): Promise<Map<string, CostedDashboard>> {
  const fields = rootFieldNodes(operation, document).filter(({ name }) => name.value === 'dashboard')
  if (!scope.viewer || !fields.length) return new Map()
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {})
  const ids = fields.flatMap(field => (coerced && idOf(field, coerced)) ?? [])
  return costedDashboards(scope, schema, [...new Set(ids)])
}

/** The argument, which may be written as a number. */
function idOf({ arguments: args = [] }: FieldNode, variables: Record<string, unknown>): string | undefined {
  const given = args.find(({ name }) => name.value === 'id')
  const id = given && valueFromASTUntyped(given.value, variables)
  return id == null ? undefined : String(id)
}
