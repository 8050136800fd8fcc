import { CalendarUnit } from '../../../schema/date-range-input.ts'
import { type StatsArgs } from '../../../schema/question-args.ts'
import { engagementFields } from '../../../schema/users/engagement.ts'
import { bucketsCost } from '../buckets-cost.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'
import { statsCost } from '../stats-cost.ts'

/** The cost of the numbers of engagement and of the selected lists. */
export function engagementCost(question: Question<StatsArgs>): number {
  const { args, selected } = question
  const scope = scopeOf(args)
  const list = (name: string, days: number, interval: CalendarUnit) =>
    selected[name]
      ? reading('activity', { ...scope, days }) + bucketsCost(question.parts(name), args.range, interval)
      : 0
  return (
    statsCost({ fields: engagementFields, of: 'events' })(question) +
    // Each day has the active users of the 30 days that end with it.
    list('days', scope.days + 30, CalendarUnit.DAY) +
    list('activeDays', scope.days, CalendarUnit.DAY) +
    list('lifecycle', scope.days, args.interval) +
    question.parts('sessionLengths').length * reading('sessions', scope)
  )
}
