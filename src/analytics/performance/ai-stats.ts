import { type StatsArgs } from '../../schema/question-args.ts'
import { ask } from '../query/ask.ts'
import { type Asker } from '../query/asker.ts'
import { aiTopic } from '../query/measure/ai-topic.ts'
import { type Selection } from '../query/measure/selection.ts'
import { stats } from '../query/measure/stats.ts'

/** Requests to language models over a range, together and over time. */
export const aiStats = async (asker: Asker, input: StatsArgs, selected: Selection) =>
  stats(await ask(asker, input), aiTopic, input, selected)
