import { eventsOf } from '../../clickhouse/scope.ts'
import { instant, type Sql, sql, texts } from '../../clickhouse/sql.ts'
import { type Conversation } from '../../entities/conversation.ts'
import { select } from '../query/measure/select-metrics.ts'
import { type QueryScope } from '../query/query-scope.ts'

/** The numbers of a conversation's messages. */
export interface ConversationMetrics {
  messages: number
  tokens: number
  /** Null when no message has a known cost. */
  costUsd: string | null
  unpricedCalls: number
  responseTimeMs: number | null
}

const noMessages: ConversationMetrics = {
  messages: 0,
  tokens: 0,
  costUsd: null,
  unpricedCalls: 0,
  responseTimeMs: null,
}

/** The metrics of many conversations, in the same order, with one statement. */
export async function conversationMetrics(
  scope: QueryScope,
  conversations: readonly Conversation[],
): Promise<ConversationMetrics[]> {
  const rows = await scope.run<ConversationMetrics & { id: string }>(
    'conversation metrics',
    metricsQuery(scope.project, conversations),
  )
  const byId = new Map(rows.map(({ id, ...metrics }) => [id, metrics]))
  return conversations.map(({ externalId }) => byId.get(externalId) ?? noMessages)
}

/** The time range of all conversations together limits the months that are read. */
function metricsQuery(project: string, conversations: readonly Conversation[]): Sql {
  const ids = conversations.map(({ externalId }) => externalId)
  const from = new Date(Math.min(...conversations.map(({ startedAt }) => startedAt.getTime())))
  const to = new Date(Math.max(...conversations.map(({ lastEventAt }) => lastEventAt.getTime())))
  return sql`
select conversation_id as id, ${select(['messages', 'tokens', 'unpricedCalls', 'responseTimeMs'])},
  toString(sumOrNull(cost_usd)) as costUsd
from ${eventsOf(project)}
where name = 'message' and kind = 'message' and conversation_id in ${texts(ids)}
  and occurred_at between ${instant(from)} and ${instant(to)}
group by conversation_id`
}
