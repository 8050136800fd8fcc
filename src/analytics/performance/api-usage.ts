import { joined, sql, text } from '../../clickhouse/sql.ts'
import { usersByNo } from '../../lists/users-by-no.ts'
import { type ApiUsage, type ApiUsageArgs, type ApiUsageUser } from '../../schema/performance/api.ts'
import { breakdown, type EventMetricGroup } from '../query/breakdown.ts'
import { checkText } from '../query/check-text.ts'
import { apiMetricGroup } from '../query/measure/api-metric-group.ts'
import { callStats } from '../query/measure/call-stats.ts'
import { type Selection } from '../query/measure/selection.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { resolveQuery } from '../query/resolve-query.ts'

const by = { endpoint: sql`endpoint`, method: sql`method` }

/** The answer, and the API calls by user. */
export type ApiUsageAnswer = ApiUsage & {
  usersIn(first: number, selected: Selection): Promise<ApiUsageUser[]>
}

/**
 * Requests to the platform's endpoints: together, over time, by endpoint and method, and by user.
 * @throws INVALID_TEXT, and as every question
 */
export async function apiUsage(
  scope: QueryScope,
  input: ApiUsageArgs,
  selected: Selection,
): Promise<ApiUsageAnswer> {
  checkText(input.endpoint, 'endpoint')
  checkText(input.method, 'method')
  const query = await resolveQuery(scope, input)
  const metricGroup = metricGroupOf(input)
  const [together, { groups }] = await Promise.all([
    callStats(query, metricGroup, input, selected),
    breakdown(query, metricGroup, input, { by, order: 'apiCalls' }, selected.endpoints),
  ])
  const usersIn = (first: number, fields: Selection) =>
    apiUsageUsers(scope, query, metricGroup, { ...input, first }, fields)
  return { ...together, endpoints: groups, usersIn }
}

/** The users with the most API calls; those without a user are a group of their own. */
async function apiUsageUsers(
  scope: QueryScope,
  query: Query,
  metricGroup: EventMetricGroup,
  input: ApiUsageArgs,
  selected: Selection,
): Promise<ApiUsageUser[]> {
  const byUser = { by: { no: sql`user_no` }, order: 'apiCalls' } as const
  const { groups } = await breakdown(query, metricGroup, input, byUser, selected)
  const users = await usersByNo(
    scope,
    groups.map(({ no }) => Number(no)),
  )
  return groups.map(({ no, ...numbers }) => ({ ...numbers, user: users.get(Number(no)) ?? null }))
}

function metricGroupOf({ endpoint, method }: ApiUsageArgs) {
  const conditions = [
    ...(endpoint == null ? [] : [sql`endpoint = ${text(endpoint)}`]),
    ...(method == null ? [] : [sql`method = ${text(method.toUpperCase())}`]),
  ]
  return conditions.length ? { ...apiMetricGroup, only: joined(conditions, ' and ') } : apiMetricGroup
}
