import { type AskedChange } from '../../../analytics/changes/explain-change.ts'
import { largest } from '../../../schema/largest.ts'
import { type MeasureBreakdownInput } from '../../../schema/questions/measure-input.ts'
import { type Question } from '../question.ts'
import { measureCost } from '../questions/measure-cost.ts'
import { sumOf } from '../sum-of.ts'

/**
 * The cost of the number of each range, and for each breakdown that of finding the values in both ranges and of their
 * numbers in both. Every value that is shown is a row.
 */
export function explainChangeCost(question: Question<AskedChange>): number {
  const { args, fieldsCost } = question
  const by = args.by.slice(0, largest.explainedBreakdowns)
  const before = { ...args, range: args.compare?.range ?? args.range }
  const rows = by.length * (Math.min(Math.max(args.first, 1), largest.groups) + 1)
  return (
    rows * fieldsCost +
    sumOf([args, before], of => sumOf([undefined, ...by.map(one => [one])], scanned(of, question)))
  )
}

const scanned =
  ({ metric, range, filter, segment, segmentId, first }: AskedChange, question: Question) =>
  (by: MeasureBreakdownInput[] | undefined): number =>
    measureCost(
      { metrics: [metric], first, ...(by && { by }) },
      { range, filter, segment, segmentId },
      { ...question, selected: {}, fieldsCost: 0, parts: () => [] },
    )
