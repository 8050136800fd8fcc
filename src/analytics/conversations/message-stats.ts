import { type StatsArgs } from '../../schema/question-args.ts'
import { callStats } from '../query/measure/call-stats.ts'
import { messageMetricGroup } from '../query/measure/message-metric-group.ts'
import { type Selection } from '../query/measure/selection.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { resolveQuery } from '../query/resolve-query.ts'

/** Messages over a range, together and over time. */
export const messageStats = async (scope: QueryScope, input: StatsArgs, selected: Selection) =>
  callStats(await resolveQuery(scope, input), messageMetricGroup, input, selected)
