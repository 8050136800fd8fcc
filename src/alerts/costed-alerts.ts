import { type GraphQLSchema } from 'graphql'
import { isRowId } from '../analytics/query/definition.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type AlertRule } from '../schema/alerts/alert-input.ts'
import { readContent } from './saved-alert.ts'

/** The rules of the alerts with these ids, by id, before the request that asks for them is admitted; without those that do not exist. */
export async function costedAlerts(
  { pool, project }: RequestScope,
  schema: GraphQLSchema,
  ids: readonly string[],
): Promise<Map<string, AlertRule>> {
  const rowIds = ids.filter(isRowId)
  if (!rowIds.length) return new Map()
  const { rows } = await pool.query<{ id: string; content: object }>(
    `select id::text, content from definitions where project = $1 and kind = 'alert' and id = any($2::bigint[])`,
    [project, rowIds],
  )
  return new Map(rows.map(({ id, content }) => [id, readContent(schema, content)]))
}
