import { type SystemMetricsArgs } from '../../../schema/performance/system-metrics.ts'
import { bucketsCost } from '../buckets-cost.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'

/** The usual number of values of a label, each of which has a line. */
const usualLines = 4

/** The cost of a metric over time, with one line for each value of the label, and once more for the compared range. */
export function systemMetricsCost(question: Question<SystemMetricsArgs>): number {
  const { args, parts } = question
  const { range, compare } = args
  const before = compare ? reading('named', scopeOf({ ...args, range: compare.range ?? range })) : 0
  const lines = args.label == null ? 1 : usualLines
  const series = parts('series').map(({ values }) => ({ values: lines * values }))
  return reading('named', scopeOf(args)) + before + bucketsCost([question, ...series], range, args.interval)
}
