import { CalendarUnit } from '../../../schema/date-range-input.ts'
import { largest } from '../../../schema/largest.ts'
import { type MetricBreakdownArgs } from '../../../schema/metrics/metric-answer.ts'
import { type ComparedArgs } from '../../../schema/question-args.ts'
import { type MeasureInput } from '../../../schema/questions/measure-input.ts'
import { bucketsCost } from '../buckets-cost.ts'
import { type Question } from '../question.ts'
import { measureCost } from '../questions/measure-cost.ts'
import { sumOf } from '../sum-of.ts'
import { weights } from '../weights.ts'

/** Reading all custom metrics, and a row for each built-in metric and usual custom one. */
export const metricsListCost = ({ fieldsCost }: Question): number =>
  weights.statement + usualMetrics * fieldsCost

const usualMetrics = 150

/** A scan for the number, one for the series, and two for each breakdown. */
export const metricCost = (question: Question<ComparedArgs>): number =>
  weights.statement + question.fieldsCost + partsCost(question.args, question)

/** The same for the answer within a preview. */
export const previewCost = (question: Question<ComparedArgs>): number =>
  weights.statement +
  question.fieldsCost +
  sumOf(question.parts('answer'), answer => partsCost(question.args, answer))

function partsCost(args: ComparedArgs, answer: Question): number {
  // The fields of the answer have their own cost, so that only the scans count here.
  const scan = (more: Partial<MeasureInput> = {}) =>
    measureCost({ metrics: [{ key: 'any' }], first: 1, ...more }, args, {
      ...answer,
      fieldsCost: 0,
      parts: () => [],
    })
  return (
    scan() +
    sumOf(answer.parts('series'), part => scan() + bucketsCost([part], args.range, intervalOf(part))) +
    sumOf(answer.parts('breakdown'), part => scan({ by: part.argument('by') as MeasureInput['by'] }))
  )
}

const intervalOf = (series: Question) => (series.argument('interval') ?? CalendarUnit.DAY) as CalendarUnit

/** A row for each group, and one for all others. */
export const groupsOfMetricCost = ({ args: { first }, fieldsCost }: Question<MetricBreakdownArgs>): number =>
  (Math.min(Math.max(first, 1), largest.groups) + 1) * fieldsCost
