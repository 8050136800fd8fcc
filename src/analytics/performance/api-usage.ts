import { joined, raw, sql, text } from '../../clickhouse/sql.ts'
import { type ApiUsage, type ApiUsageArgs } from '../../schema/performance/api.ts'
import { ask } from '../query/ask.ts'
import { type Asker } from '../query/asker.ts'
import { breakdown } from '../query/breakdown.ts'
import { checkText } from '../query/conditions.ts'
import { apiTopic } from '../query/measure/api-topic.ts'
import { type Selection } from '../query/measure/selection.ts'
import { stats } from '../query/measure/stats.ts'

const by = { endpoint: raw('endpoint'), method: raw('method') }

/**
 * Requests to the platform's endpoints: together, over time, and by endpoint and method.
 * @throws INVALID_TEXT, and as every question
 */
export async function apiUsage(asker: Asker, input: ApiUsageArgs, selected: Selection): Promise<ApiUsage> {
  checkText(input.endpoint, 'endpoint')
  checkText(input.method, 'method')
  const asked = await ask(asker, input)
  const topic = topicOf(input)
  const [together, { groups }] = await Promise.all([
    stats(asked, topic, input, selected),
    breakdown(asked, topic, input, { by, order: 'apiCalls' }, selected.endpoints),
  ])
  return { ...together, endpoints: groups }
}

function topicOf({ endpoint, method }: ApiUsageArgs) {
  const conditions = [
    ...(endpoint == null ? [] : [sql`endpoint = ${text(endpoint)}`]),
    ...(method == null ? [] : [sql`method = ${text(method.toUpperCase())}`]),
  ]
  return conditions.length ? { ...apiTopic, only: joined(conditions, ' and ') } : apiTopic
}
