import { platformFields } from '../schema/platform-stats.ts'
import { type StatsArgs } from '../schema/question-args.ts'
import { ask } from './query/ask.ts'
import { type Asker } from './query/asker.ts'
import { type Selection } from './query/selection.ts'
import { stats } from './query/stats.ts'

const topic = { name: 'stats', fields: platformFields }

/** The platform as a whole over a range, together and over time: a daily, weekly or monthly report. */
export const platformStats = async (asker: Asker, input: StatsArgs, selected: Selection) =>
  stats(await ask(asker, input), topic, input, selected)
