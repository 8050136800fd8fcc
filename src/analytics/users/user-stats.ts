import { type StatsArgs } from '../../schema/question-args.ts'
import { userFields } from '../../schema/users/user-stats.ts'
import { type Selection } from '../query/measure/selection.ts'
import { stats } from '../query/measure/stats.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { resolveQuery } from '../query/resolve-query.ts'

const metricGroup = { name: 'userStats', fields: userFields }

/** Users, logins, registrations and sessions over a range, together and over time. */
export const userStats = async (scope: QueryScope, input: StatsArgs, selected: Selection) =>
  stats(await resolveQuery(scope, input), metricGroup, input, selected)
