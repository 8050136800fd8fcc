import { type StatsArgs } from '../../schema/question-args.ts'
import { aiMetricGroup } from '../query/measure/ai-metric-group.ts'
import { callStats } from '../query/measure/call-stats.ts'
import { type Selection } from '../query/measure/selection.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { resolveQuery } from '../query/resolve-query.ts'

/** Requests to language models over a range, together and over time. */
export const aiStats = async (scope: QueryScope, input: StatsArgs, selected: Selection) =>
  callStats(await resolveQuery(scope, input), aiMetricGroup, input, selected)
