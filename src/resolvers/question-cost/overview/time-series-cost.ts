import { type TimeSeriesInput } from '../../../schema/overview/time-series.ts'
import { bucketsCost } from '../buckets-cost.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'

/** The cost of one measure, of one event or of all. */
export function timeSeriesCost(question: Question<{ input: TimeSeriesInput }>): number {
  const { input } = question.args
  const scope = scopeOf(input)
  const ofAll = scope.isNarrowed ? 'events' : 'totals'
  return (
    reading(input.event == null ? ofAll : 'named', scope) +
    bucketsCost([question], input.range, input.interval)
  )
}
