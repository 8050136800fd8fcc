import { type StatsArgs } from '../schema/question-args.ts'
import { ask } from './query/ask.ts'
import { type Asker } from './query/asker.ts'
import { messageTopic } from './query/message-topic.ts'
import { type Selection } from './query/selection.ts'
import { stats } from './query/stats.ts'

/** Messages over a range, together and over time. */
export const messageStats = async (asker: Asker, input: StatsArgs, selected: Selection) =>
  stats(await ask(asker, input), messageTopic, input, selected)
