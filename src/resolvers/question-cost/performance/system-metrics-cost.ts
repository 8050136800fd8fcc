import { type SystemMetricsArgs } from '../../../schema/performance/system-metrics.ts'
import { bucketsCost } from '../buckets-cost.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'

/** So many lines of a label are usual. */
const usualLines = 4

/** One metric over time, with a label a line for each of its values. */
export function systemMetricsCost(question: Question<SystemMetricsArgs>): number {
  const { args, parts } = question
  const scope = scopeOf(args)
  const lines = args.label == null ? 1 : usualLines
  const series = parts('series').map(({ values }) => ({ values: lines * values }))
  return reading('named', scope) + bucketsCost([question, ...series], args.range, args.interval)
}
