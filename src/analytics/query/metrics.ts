import { raw, type Sql, sql } from '../../clickhouse/sql.ts'

/** A fact makes its user active unless a machine measured it or a crawler caused it. */
const isActivity = `user_no != 0 and kind != 'system_metric' and not is_bot`

/** What can be counted of facts, each defined once. Every question that shows a metric selects it from here. */
const metrics = {
  events: 'count()',
  activeUsers: `uniqExactIf(user_no, ${isActivity})`,
  eventsPerUser: `countIf(${isActivity}) / nullIf(uniqExactIf(user_no, ${isActivity}), 0)`,
  conversations: `uniqExactIf(conversation_id, conversation_id != '')`,
  messages: `countIf(kind = 'message')`,
  tokens: `sum(ifNull(input_tokens, 0) + ifNull(cached_tokens, 0) + ifNull(output_tokens, 0))`,
  apiCalls: `countIf(kind = 'api_call')`,
  apiResponseTimeMs: `avgOrNullIf(duration_ms, kind = 'api_call')`,
  apiErrorRate: `countIf(kind = 'api_call' and status_code >= 400) / nullIf(countIf(kind = 'api_call'), 0)`,
} as const

export type Metric = keyof typeof metrics

/** `select`ed metrics under their names; nothing at all costs a constant. */
export function select(names: Metric[]): Sql {
  const columns = names.map(name => `${metrics[name]} as ${name}`)
  return columns.length ? raw(columns.join(', ')) : sql`1 as nothing`
}
