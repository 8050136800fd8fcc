import { type StatsArgs } from '../../../schema/question-args.ts'
import { type Query } from '../query.ts'
import { type NamedKind } from './measured.ts'
import { responseTimes, type WithResponseTimes } from './response-times.ts'
import { type Selection } from './selection.ts'
import { type MetricGroup, rangesOf, stats } from './stats.ts'

/** The metrics of calls or messages over a range, as `stats` gives them, and their response times. */
export async function callStats(
  query: Query,
  metricGroup: MetricGroup & { kind: NamedKind },
  input: StatsArgs,
  selected: Selection,
) {
  const { kind, only } = metricGroup
  const { range } = rangesOf(query, input)
  const responseTimesIn: WithResponseTimes['responseTimesIn'] = args =>
    responseTimes(query, { range, filter: input.filter, kind, only }, args)
  return { ...(await stats(query, metricGroup, input, selected)), responseTimesIn }
}
