import { type Asked } from '../../analytics/query/asked.ts'
import { hasChanges } from '../../analytics/query/with-previous.ts'
import { type SharedInput } from '../../schema/question-args.ts'
import { type Question } from './question.ts'
import { sumOf } from './sum-of.ts'

/**
 * The cost of a question and, where it is compared, that of the same question over the other range: once for each
 * `previous`, or once for the numbers that changes need.
 */
export function withPreviousCost<Input extends Asked<SharedInput>>(
  question: Question,
  input: Input,
  costOf: (part: Question, input: Input) => number,
): number {
  const { compare, range } = input
  const before = { ...input, range: compare?.range ?? range, compare: null }
  const parts = compare ? partsBefore(question) : []
  return costOf(question, input) + sumOf(parts, part => costOf(part, before))
}

function partsBefore(question: Question): Question[] {
  const parts = question.parts('previous')
  const { previous: _, ...own } = question.selected
  if (!hasChanges(own)) return parts
  const [first = { ...question, parts: () => [] }, ...others] = parts
  return [{ ...first, selected: { ...own, ...first.selected } }, ...others]
}
