import { type GraphQLSchema } from 'graphql'
import { isRowId } from '../analytics/query/definition.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type AskedDashboard, contentOf, fixedBy } from './asked-dashboard.ts'
import { builtInDashboard } from './built-in/index.ts'

/** A dashboard as its cost depends on it. */
export type CostedDashboard = Pick<AskedDashboard, 'content' | 'fixed'>

/** The dashboards with these ids, by id, before the request that asks for them is admitted; without those that do not exist. */
export async function costedDashboards(
  scope: RequestScope,
  schema: GraphQLSchema,
  ids: readonly string[],
): Promise<Map<string, CostedDashboard>> {
  const fixed = fixedBy(scope.viewer, { schema })
  const found = [
    ...ids.flatMap(id => builtInDashboard(id) ?? []),
    ...(await savedWith(scope, ids.filter(isRowId))),
  ]
  return new Map(found.map(({ id, content }) => [id, { content: contentOf({ schema }, content), fixed }]))
}

/** The entity manager of the request is not used yet: it takes the signal, which the request gets once it is admitted. */
async function savedWith(
  { pool, project }: RequestScope,
  ids: string[],
): Promise<{ id: string; content: object }[]> {
  if (!ids.length) return []
  const { rows } = await pool.query(
    `select id, content from definitions where project = $1 and kind = 'dashboard' and id = any($2::bigint[])`,
    [project, ids],
  )
  return rows
}
