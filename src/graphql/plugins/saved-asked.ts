import { type FieldNode, type GraphQLSchema, valueFromASTUntyped } from 'graphql'
import { costedAlerts } from '../../alerts/costed-alerts.ts'
import { costedDashboards } from '../../dashboards/costed-dashboards.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type SavedContents } from '../../resolvers/question-cost/question.ts'
import { rootFieldNodes } from '../root-fields.ts'
import { type Operation, variablesOf } from './complexity.ts'

/**
 * The saved dashboards and alerts that an operation asks: its cost is that of their questions. One statement for each kind, and
 * none for an operation that asks none.
 */
export async function savedAsked(
  schema: GraphQLSchema,
  scope: RequestScope,
  operation: Operation,
): Promise<SavedContents> {
  if (!scope.viewer) return { dashboards: new Map(), alerts: new Map() }
  const [dashboards, alerts] = await Promise.all([
    costedDashboards(scope, schema, idsAsked(schema, operation, 'dashboard')),
    costedAlerts(scope, schema, idsAsked(schema, operation, 'previewAlert')),
  ])
  return { dashboards, alerts }
}

/** The ids that a root field is asked with, each once. */
function idsAsked(
  schema: GraphQLSchema,
  { document, operation, request }: Operation,
  field: string,
): string[] {
  const fields = rootFieldNodes(operation, document).filter(({ name }) => name.value === field)
  if (!fields.length) return []
  const variables = variablesOf(schema, { operation, request })
  return [...new Set(fields.flatMap(field => (variables && idOf(field, variables)) ?? []))]
}

/** The argument, which may be written as a number. */
function idOf({ arguments: args = [] }: FieldNode, variables: Record<string, unknown>): string | undefined {
  const given = args.find(({ name }) => name.value === 'id')
  const id = given && valueFromASTUntyped(given.value, variables)
  return id == null ? undefined : String(id)
}
