import { integer, type Sql, sql } from '../../clickhouse/sql.ts'
import { CalendarUnit, type DateRangeInput } from '../../schema/date-range-input.ts'
import { type UnpricedModel, type UnpricedModels } from '../../schema/performance/unpriced-models.ts'
import { type CallType } from '../../schema/tracking/ai-call-input.ts'
import { type SegmentedArgs } from '../../schema/users/segmented-args.ts'
import { ask, toMeta } from '../query/ask.ts'
import { type Asked } from '../query/asked.ts'
import { type Asker } from '../query/asker.ts'
import { factsIn } from '../query/facts.ts'
import { select } from '../query/measure/select-metrics.ts'
import { lastUnits, type Range, toRange } from '../query/range.ts'

const mostModels = 100

/** Models that were used and whose cost is unknown, those with most calls first. */
export async function unpricedModels(
  asker: Asker,
  input: SegmentedArgs & { range?: DateRangeInput | null },
): Promise<UnpricedModels> {
  const asked = await ask(asker, input)
  const range = input.range
    ? toRange(input.range, asked.calendar, asked.asOf)
    : lastUnits({ count: 30, unit: CalendarUnit.DAY }, asked.calendar, asked.asOf)
  const rows = await asked.run<Row>('unpricedModels', unpricedQuery(asked, range))
  return {
    models: rows.slice(0, mostModels).map(toModel),
    hasMore: rows.length > mostModels,
    meta: toMeta(asked, range.to),
  }
}

interface Row {
  provider: string
  model: string
  callType: CallType | ''
  calls: number
  tokens: number
  firstSeenAt: number
  lastSeenAt: number
}

/** One more than is shown tells whether there are more. The names are those of the only kinds that have models. */
const unpricedQuery = (asked: Asked, range: Range): Sql => sql`
select provider, model, call_type as callType, count() as calls, ${select(['tokens'])},
  toUnixTimestamp64Milli(min(occurred_at)) as firstSeenAt, toUnixTimestamp64Milli(max(occurred_at)) as lastSeenAt
from ${factsIn(asked, range)} and name in ('ai_call', 'message') and cost_source = 'UNKNOWN'
group by provider, model, callType
order by calls desc, provider, model, callType
limit ${integer(mostModels + 1)}`

const toModel = ({ provider, callType, firstSeenAt, lastSeenAt, ...row }: Row): UnpricedModel => ({
  ...row,
  provider: provider || null,
  callType: callType || null,
  firstSeenAt: new Date(firstSeenAt),
  lastSeenAt: new Date(lastSeenAt),
})
