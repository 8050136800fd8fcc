import { type LifecycleInput, LifecycleNew } from '../../../schema/behavior/lifecycle.ts'
import { bucketsCost } from '../buckets-cost.ts'
import { listStatements } from '../list-statements.ts'
import { filtersOf } from '../match-cost.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'
import { allDays } from '../requested-days.ts'
import { weights } from '../weights.ts'

/** The cost of comparing the active users of each bucket with those of the previous one, once more for each list. */
export function lifecycleCost(question: Question<{ input: LifecycleInput }>): number {
  const {
    args: { input },
    parts,
  } = question
  const scope = scopeOf(input, { filters: filtersOf(input.target) })
  const isLookingBack = input.newBy === LifecycleNew.FIRST_TARGET
  const news = isLookingBack ? reading('counted', { ...scope, days: allDays }) : weights.knownUsers
  return (
    (Number('buckets' in question.selected) + listStatements(question, 'users')) *
      (reading('activity', scope) + news) +
    bucketsCost(parts('buckets'), input.range, input.interval)
  )
}
