import { type QuestionArgs } from '../../../schema/question-args.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'
import { allDays } from '../requested-days.ts'

/** The fields that read all history. */
const ofAllHistory = ['lastActiveAt', 'engagement']

/**
 * The cost of the numbers of one user: one statement for the range, and one for each field about all history. The cohort has
 * other users too.
 */
export function userAnalyticsCost({ args, selected }: Question<QuestionArgs>): number {
  const scope = scopeOf(args)
  const { cohortSize, cohortRetention30d } = selected.engagement ?? {}
  const statements = ofAllHistory.filter(field => field in selected).length
  return (
    reading('named', scope) +
    statements * reading('totals', { ...scope, days: allDays }) +
    (cohortSize || cohortRetention30d ? reading('counted', { ...scope, days: allDays }) : 0)
  )
}
