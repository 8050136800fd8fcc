import { type AskedChange } from '../../../analytics/changes/explain-change.ts'
import { largest } from '../../../schema/largest.ts'
import { type MeasureBreakdownInput } from '../../../schema/questions/measure-input.ts'
import { type Question } from '../question.ts'
import { measureCost } from '../questions/measure-cost.ts'
import { sumOf } from '../sum-of.ts'

/** The cost of an explained change. Every value that is shown is a row. */
export function explainChangeCost(question: Question<AskedChange>): number {
  const { args, fieldsCost } = question
  const values = Math.min(Math.max(args.first, 1), largest.groups) + 1
  return breakdownsOf(args).length * values * fieldsCost + explainingCost(args, question)
}

/**
 * The cost of the number of each range, and for each breakdown that of finding the values in both ranges and of their
 * numbers in both.
 */
export function explainingCost(args: AskedChange, question: Question): number {
  const before = { ...args, range: args.compare?.range ?? args.range }
  const by = [undefined, ...breakdownsOf(args).map(one => [one])]
  return sumOf([args, before], of => sumOf(by, scanned(of, question)))
}

/** The service refuses more. */
const breakdownsOf = ({ by }: AskedChange) => by.slice(0, largest.explainedBreakdowns)

const scanned =
  ({ metric, range, filter, segment, segmentId, first }: AskedChange, question: Question) =>
  (by: MeasureBreakdownInput[] | undefined): number =>
    measureCost(
      { metrics: [metric], first, ...(by && { by }) },
      { range, filter, segment, segmentId },
      { ...question, selected: {}, fieldsCost: 0, parts: () => [] },
    )
