import { type ComparedArgs } from '../../../schema/question-args.ts'
import { daysAsked } from '../days-asked.ts'
import { metricsCost } from '../metrics-cost.ts'
import { type Question } from '../question.ts'
import { scopeOf } from '../reading.ts'

const today = 1

/** One number about users: of today unless a range is given, and of the range that it is compared with. */
export const userCountCost =
  (metric: 'activeUsers' | 'totalUsers') =>
  ({ args }: Question<ComparedArgs>): number => {
    const scope = scopeOf(args, { otherwise: today })
    const compared = { ...scope, days: daysAsked(args.compare?.range, scope.days) }
    return (
      metricsCost([metric], scope, 'facts') + (args.compare ? metricsCost([metric], compared, 'facts') : 0)
    )
  }
