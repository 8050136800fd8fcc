import { joined, sql, text } from '../../clickhouse/sql.ts'
import { type ApiUsage, type ApiUsageArgs } from '../../schema/performance/api.ts'
import { breakdown } from '../query/breakdown.ts'
import { checkText } from '../query/check-text.ts'
import { apiMetricGroup } from '../query/measure/api-metric-group.ts'
import { callStats } from '../query/measure/call-stats.ts'
import { type Selection } from '../query/measure/selection.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { resolveQuery } from '../query/resolve-query.ts'

const by = { endpoint: sql`endpoint`, method: sql`method` }

/**
 * Requests to the platform's endpoints: together, over time, and by endpoint and method.
 * @throws INVALID_TEXT, and as every question
 */
export async function apiUsage(
  scope: QueryScope,
  input: ApiUsageArgs,
  selected: Selection,
): Promise<ApiUsage> {
  checkText(input.endpoint, 'endpoint')
  checkText(input.method, 'method')
  const query = await resolveQuery(scope, input)
  const metricGroup = metricGroupOf(input)
  const [together, { groups }] = await Promise.all([
    callStats(query, metricGroup, input, selected),
    breakdown(query, metricGroup, input, { by, order: 'apiCalls' }, selected.endpoints),
  ])
  return { ...together, endpoints: groups }
}

function metricGroupOf({ endpoint, method }: ApiUsageArgs) {
  const conditions = [
    ...(endpoint == null ? [] : [sql`endpoint = ${text(endpoint)}`]),
    ...(method == null ? [] : [sql`method = ${text(method.toUpperCase())}`]),
  ]
  return conditions.length ? { ...apiMetricGroup, only: joined(conditions, ' and ') } : apiMetricGroup
}
