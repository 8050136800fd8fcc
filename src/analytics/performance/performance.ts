import { raw } from '../../clickhouse/sql.ts'
import { Performance } from '../../schema/performance/performance.ts'
import { type StatsArgs } from '../../schema/question-args.ts'
import { ask, toMeta } from '../query/ask.ts'
import { type Asker } from '../query/asker.ts'
import { breakdown } from '../query/breakdown.ts'
import { aiTopic } from '../query/measure/ai-topic.ts'
import { apiTopic } from '../query/measure/api-topic.ts'
import { type Selection } from '../query/measure/selection.ts'
import { rangesOf, stats } from '../query/measure/stats.ts'

const endpoint = { by: { endpoint: raw('endpoint'), method: raw('method') }, order: 'apiCalls' } as const
const model = { by: { provider: raw('provider'), model: raw('model') }, order: 'aiCalls' } as const

/**
 * How fast and how reliably the platform answers, and the models behind it. Each part is computed when it is selected.
 * @throws INVALID_RANGE, INVALID_COMPARE, INVALID_FILTER, TOO_MANY_BUCKETS, and from its lists INVALID_FIRST
 */
export async function performance(asker: Asker, input: StatsArgs) {
  const asked = await ask(asker, input)
  const groups = (first: number) => ({ ...input, first })
  return Object.assign(new Performance(), {
    meta: toMeta(asked, rangesOf(asked, input).range.to),
    api: (selected: Selection) => stats(asked, apiTopic, input, selected),
    ai: (selected: Selection) => stats(asked, aiTopic, input, selected),
    endpoints: async (first: number, selected: Selection) =>
      (await breakdown(asked, apiTopic, groups(first), endpoint, selected)).groups,
    models: async (first: number, selected: Selection) =>
      (await breakdown(asked, aiTopic, groups(first), model, selected)).groups,
  })
}
