import { type StatsArgs } from '../../schema/question-args.ts'
import { ask } from '../query/ask.ts'
import { type Asker } from '../query/asker.ts'
import { messageTopic } from '../query/measure/message-topic.ts'
import { type Selection } from '../query/measure/selection.ts'
import { stats } from '../query/measure/stats.ts'

/** Messages over a range, together and over time. */
export const messageStats = async (asker: Asker, input: StatsArgs, selected: Selection) =>
  stats(await ask(asker, input), messageTopic, input, selected)
