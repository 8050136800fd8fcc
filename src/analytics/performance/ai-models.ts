import { raw } from '../../clickhouse/sql.ts'
import { type AiModels } from '../../schema/performance/ai.ts'
import { type BreakdownArgs } from '../../schema/question-args.ts'
import { ask } from '../query/ask.ts'
import { type Asker } from '../query/asker.ts'
import { breakdown } from '../query/breakdown.ts'
import { aiTopic } from '../query/measure/ai-topic.ts'
import { type Selection } from '../query/measure/selection.ts'

const by = { provider: raw('provider'), model: raw('model') }

/** Requests to language models by model, with each one's share of the calls. */
export async function aiModels(asker: Asker, input: BreakdownArgs, selected: Selection): Promise<AiModels> {
  const asked = await ask(asker, input)
  const { groups, meta } = await breakdown(asked, aiTopic, input, { by, order: 'aiCalls' }, selected.models)
  return { models: groups, meta }
}
