import { eventsOfMeasured, type Measured } from '../../analytics/query/measure/measured.ts'
import { type Query } from '../../analytics/query/query.ts'
import { type Sql, sql } from '../../clickhouse/sql.ts'

/** The conversations of a range by their cost in it, in US dollars. */
export interface ConversationCosts {
  conversations: number
  /** The 99th percentile of the cost of a conversation, by the nearest rank. */
  p99: string
  /** The conversations that cost more than that, and their cost. */
  above: number
  aboveCostUsd: string
}

export async function conversationCosts(
  query: Query,
  measured: Measured,
): Promise<ConversationCosts | undefined> {
  const [found] = await query.run<ConversationCosts>(
    'costAdvice: conversations',
    conversationsQuery(query, measured),
  )
  return found?.conversations ? found : undefined
}

/** The cost at index ⌈0.99 n⌉ of n costs in order is that of the nearest rank. */
const conversationsQuery = (query: Query, measured: Measured): Sql => sql`
select length(costs) as conversations, costs[toUInt64(ceil(conversations * 99 / 100))] as p99_cost,
  toString(p99_cost) as p99, countEqual(arrayMap(cost -> cost > p99_cost, costs), 1) as above,
  toString(arraySum(arrayFilter(cost -> cost > p99_cost, costs))) as aboveCostUsd
from (
  select arraySort(groupArray(cost)) as costs
  from (
    select sum(ifNull(cost_usd, 0)) as cost
    from ${eventsOfMeasured(query, measured)} and conversation_id != ''
    group by conversation_id
  )
)`
