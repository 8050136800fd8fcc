import { eventsOfMeasured, type Measured } from '../../analytics/query/measure/measured.ts'
import { type Query } from '../../analytics/query/query.ts'
import { int, type Sql, sql } from '../../clickhouse/sql.ts'
import { type ModelName } from '../model-names.ts'

/** The calls and messages of a bot with a model. */
export interface BotModel extends ModelName {
  botId: string
  /** Null if no call reports output tokens. */
  medianOutputTokens: number | null
  /** The AI calls that failed, and their known cost in US dollars. */
  failedCalls: number
  failedCostUsd: string
}

/** Advice is about the models of bots that cost the most. */
const mostBotModels = 100

/** The models of bots, the most expensive first. */
export const botModels = (query: Query, measured: Measured): Promise<BotModel[]> =>
  query.run<BotModel>('costAdvice: models of bots', botModelsQuery(query, measured))

const isFailed = sql`kind = 'ai_call' and not ifNull(success, true)`

const botModelsQuery = (query: Query, measured: Measured): Sql => sql`
select bot_id as botId, provider, model,
  quantileExactInclusiveOrNull(0.5)(toFloat64(output_tokens)) as medianOutputTokens,
  countIf(${isFailed} and cost_usd > 0) as failedCalls, toString(sumIf(ifNull(cost_usd, 0), ${isFailed})) as failedCostUsd
from ${eventsOfMeasured(query, measured)} and name in ('ai_call', 'message') and model != ''
group by bot_id, provider, model
order by sum(ifNull(cost_usd, 0)) desc, count() desc, bot_id, provider, model
limit ${int(mostBotModels)}`
