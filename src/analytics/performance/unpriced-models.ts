import { integer, type Sql, sql } from '../../clickhouse/sql.ts'
import { type CallType } from '../../ingest/kinds/ai-call.ts'
import { type ServiceTier } from '../../ingest/kinds/service-tier.ts'
import { type UnpricedModel, type UnpricedModels } from '../../schema/performance/unpriced-models.ts'
import { type QuestionArgs } from '../../schema/question-args.ts'
import { eventsOfMeasured, type Measured } from '../query/measure/measured.ts'
import { select } from '../query/measure/select-metrics.ts'
import { toMeta } from '../query/meta.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { defaultRange, toRange } from '../query/range.ts'
import { resolveQuery } from '../query/resolve-query.ts'

const mostModels = 100

/** The models with uses of unknown cost, the ones with the most such uses first. */
export async function unpricedModels(scope: QueryScope, input: QuestionArgs): Promise<UnpricedModels> {
  const query = await resolveQuery(scope, input)
  const range = toRange(input.range ?? defaultRange, query.calendar, query.asOf)
  const measured = { range, filter: input.filter }
  const rows = await query.run<Row>('unpricedModels', unpricedQuery(query, measured))
  return {
    models: rows.slice(0, mostModels).map(toModel),
    hasMore: rows.length > mostModels,
    meta: toMeta(query, range),
  }
}

interface Row {
  provider: string
  model: string
  callType: CallType | ''
  serviceTier: ServiceTier | ''
  calls: number
  callsWithoutUsage: number
  tokens: number
  firstSeenAt: number
  lastSeenAt: number
}

/** One row more than is shown, to know whether there are more. Only the kinds with these names have models. */
const unpricedQuery = (query: Query, measured: Measured): Sql => sql`
select provider, model, call_type as callType, service_tier as serviceTier, count() as calls,
  ${select(['tokens', 'callsWithoutUsage'])},
  toUnixTimestamp64Milli(min(occurred_at)) as firstSeenAt, toUnixTimestamp64Milli(max(occurred_at)) as lastSeenAt
from ${eventsOfMeasured(query, measured)} and name in ('ai_call', 'message') and cost_source = 'UNKNOWN'
group by provider, model, callType, serviceTier
order by calls desc, provider, model, callType, serviceTier
limit ${integer(mostModels + 1)}`

const toModel = ({
  provider,
  callType,
  serviceTier,
  firstSeenAt,
  lastSeenAt,
  ...row
}: Row): UnpricedModel => ({
  ...row,
  provider: provider || null,
  callType: callType || null,
  serviceTier: serviceTier || null,
  firstSeenAt: new Date(firstSeenAt),
  lastSeenAt: new Date(lastSeenAt),
})
