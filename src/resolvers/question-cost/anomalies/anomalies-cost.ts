import { type AnomaliesArgs } from '../../../schema/anomalies/anomalies.ts'
import { CalendarUnit } from '../../../schema/date-range-input.ts'
import { largest } from '../../../schema/largest.ts'
import { type Question } from '../question.ts'
import { measureCost } from '../questions/measure-cost.ts'
import { requestedBuckets } from '../requested-buckets.ts'
import { daysOfUnit, lengthOf, usualDays } from '../requested-days.ts'
import { weights } from '../weights.ts'

/** The cost of the numbers of the range and of its history, and of a bucket and two values for each that is judged. */
export const anomaliesCost = (question: Question<AnomaliesArgs>): number =>
  question.fieldsCost + judgingCost(question.args, question)

/** The same without the fields of the answer. */
export function judgingCost(args: AnomaliesArgs, question: Question): number {
  const { metrics, interval, by, first } = args
  const days = Math.ceil(lengthOf(args.range, usualDays)) + historyDays[interval]
  const range = { last: { count: days, unit: CalendarUnit.DAY } }
  const lines =
    metrics.slice(0, largest.questionMetrics).length * (by ? Math.min(Math.max(first, 1), largest.groups) : 1)
  const buckets = requestedBuckets(range, interval, days) * lines
  return (
    measureCost(
      { metrics, first, ...(by && { by: [by] }) },
      { ...args, range },
      { ...question, selected: {}, fieldsCost: 0, parts: () => [] },
    ) +
    buckets * (weights.bucket + 2 * weights.value)
  )
}

const historyDays = {
  HOUR: 9 * 7,
  DAY: 9 * 7,
  WEEK: 8 * 7,
  MONTH: 8 * daysOfUnit.MONTH,
}
