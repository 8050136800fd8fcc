import { sql } from '../../clickhouse/sql.ts'
import { Performance } from '../../schema/performance/performance.ts'
import { type StatsArgs } from '../../schema/question-args.ts'
import { breakdown } from '../query/breakdown.ts'
import { aiMetricGroup } from '../query/measure/ai-metric-group.ts'
import { apiMetricGroup } from '../query/measure/api-metric-group.ts'
import { callStats } from '../query/measure/call-stats.ts'
import { type Selection } from '../query/measure/selection.ts'
import { rangesOf } from '../query/measure/stats.ts'
import { toMeta } from '../query/meta.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { resolveQuery } from '../query/resolve-query.ts'

const endpoint = { by: { endpoint: sql`endpoint`, method: sql`method` }, order: 'apiCalls' } as const
const model = { by: { provider: sql`provider`, model: sql`model` }, order: 'aiCalls' } as const

/**
 * The speed and the reliability of the platform's endpoints and language models. Only selected fields are computed.
 * @throws INVALID_RANGE, INVALID_FILTER, TOO_MANY_BUCKETS, and from its lists INVALID_FIRST
 */
export async function performance(scope: QueryScope, input: StatsArgs) {
  const query = await resolveQuery(scope, input)
  const groups = (first: number) => ({ ...input, first })
  return Object.assign(new Performance(), {
    meta: toMeta(query, rangesOf(query, input).range),
    api: (selected: Selection) => callStats(query, apiMetricGroup, input, selected),
    ai: (selected: Selection) => callStats(query, aiMetricGroup, input, selected),
    endpoints: async (first: number, selected: Selection) =>
      (await breakdown(query, apiMetricGroup, groups(first), endpoint, selected)).groups,
    models: async (first: number, selected: Selection) =>
      (await breakdown(query, aiMetricGroup, groups(first), model, selected)).groups,
  })
}
