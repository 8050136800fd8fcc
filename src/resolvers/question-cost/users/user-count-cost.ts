import { type ComparedArgs } from '../../../schema/question-args.ts'
import { metricsCost } from '../metrics-cost.ts'
import { type Question } from '../question.ts'
import { scopeOf } from '../reading.ts'
import { requestedDays } from '../requested-days.ts'

const today = 1

/** The cost of a number of users, today without a range, and of the same number in the compared range. */
export const userCountCost =
  (metric: 'activeUsers' | 'totalUsers') =>
  ({ args }: Question<ComparedArgs>): number => {
    const scope = scopeOf(args, { defaultDays: today })
    const compared = { ...scope, days: requestedDays(args.compare?.range, scope.days) }
    return (
      metricsCost([metric], scope, 'events') + (args.compare ? metricsCost([metric], compared, 'events') : 0)
    )
  }
