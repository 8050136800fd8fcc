import { type StatsArgs } from '../../schema/question-args.ts'
import { userFields } from '../../schema/users/user-stats.ts'
import { ask } from '../query/ask.ts'
import { type Asker } from '../query/asker.ts'
import { type Selection } from '../query/measure/selection.ts'
import { stats } from '../query/measure/stats.ts'

const topic = { name: 'userStats', fields: userFields }

/** Users, logins, registrations and sessions over a range, together and over time. */
export const userStats = async (asker: Asker, input: StatsArgs, selected: Selection) =>
  stats(await ask(asker, input), topic, input, selected)
