import { type StickinessInput } from '../../../schema/behavior/stickiness.ts'
import { bucketsCost } from '../buckets-cost.ts'
import { listStatements } from '../list-statements.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'

/** The cost of the active intervals of each user, once more for each list of users. */
export function stickinessCost(question: Question<{ input: StickinessInput }>): number {
  const {
    args: { input },
    parts,
    selected,
  } = question
  const scope = scopeOf(input, { filters: [input.target?.filter] })
  const isCounted = Boolean(selected.rows || selected.activeUsers || selected.averageIntervals)
  return (
    (Number(isCounted) + listStatements(question, 'users')) * reading('activity', scope) +
    bucketsCost(parts('rows'), input.range, input.interval)
  )
}
