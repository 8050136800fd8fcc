import { type LifecycleInput, LifecycleNew } from '../../../schema/behavior/lifecycle.ts'
import { bucketsCost } from '../buckets-cost.ts'
import { ever } from '../days-asked.ts'
import { listsOf } from '../lists-of.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'
import { weights } from '../weights.ts'

/** The active users of each bucket beside those of the one before, and again for each list of them. */
export function lifecycleCost(question: Question<{ input: LifecycleInput }>): number {
  const {
    args: { input },
    parts,
  } = question
  const scope = scopeOf(input, { filters: [input.target?.filter] })
  const isLookingBack = input.newBy === LifecycleNew.FIRST_TARGET
  const news = isLookingBack ? reading('counted', { ...scope, days: ever }) : weights.knownUsers
  return (
    (Number('buckets' in question.selected) + listsOf(question, 'users')) *
      (reading('activity', scope) + news) +
    bucketsCost(parts('buckets'), input.range, input.interval)
  )
}
