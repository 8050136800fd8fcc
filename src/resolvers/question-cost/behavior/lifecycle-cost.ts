import { asked } from '../../../analytics/query/asked.ts'
import { type LifecycleInput, LifecycleNew } from '../../../schema/behavior/lifecycle.ts'
import { CalendarUnit } from '../../../schema/date-range-input.ts'
import { type SharedArgsOverTime } from '../../../schema/question-args.ts'
import { bucketsCost } from '../buckets-cost.ts'
import { listStatements } from '../list-statements.ts'
import { filtersOf } from '../match-cost.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'
import { allDays } from '../requested-days.ts'
import { sumOf } from '../sum-of.ts'
import { weights } from '../weights.ts'
import { withPreviousCost } from '../with-previous-cost.ts'

/** The cost of comparing the active users of each bucket with those of the previous one, once more for each list. */
export function lifecycleCost(
  question: Question<SharedArgsOverTime & { input?: LifecycleInput | null }>,
): number {
  const { args } = question
  const given = args.input ?? ({} as LifecycleInput)
  const interval = args.interval ?? given.interval ?? CalendarUnit.DAY
  return withPreviousCost(question, { ...asked(given, args), interval }, rangeCost)
}

function rangeCost(question: Question, input: LifecycleInput): number {
  const scope = scopeOf(input, { filters: filtersOf(input.target) })
  const isLookingBack = input.newBy === LifecycleNew.FIRST_TARGET
  const news = isLookingBack ? reading('counted', { ...scope, days: allDays }) : weights.knownUsers
  return (
    (Number('buckets' in question.selected) + listStatements(question, 'users')) *
      (reading('activity', scope) + news) +
    bucketsCost(question.parts('buckets').map(withChanges), input.range, input.interval)
  )
}

const changesOfBucket = 5

/** A bucket has a change for each number. */
const withChanges = (bucket: Question): Pick<Question, 'values'> => ({
  values: bucket.values + (changesOfBucket - 1) * sumOf(bucket.parts('changes'), ({ values }) => values),
})
