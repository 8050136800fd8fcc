import { CalendarUnit } from '../../../schema/date-range-input.ts'
import { type StatsArgs } from '../../../schema/question-args.ts'
import { engagementFields } from '../../../schema/users/engagement.ts'
import { bucketsCost } from '../buckets-cost.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'
import { statsCost } from '../stats-cost.ts'

/** How much users come back: its numbers, and the lists that are asked for. */
export function engagementCost(question: Question<StatsArgs>): number {
  const { args, selected } = question
  const scope = scopeOf(args)
  const list = (name: string, days: number, interval: CalendarUnit) =>
    selected[name]
      ? reading('activity', { ...scope, days }) + bucketsCost(question.parts(name), args.range, interval)
      : 0
  return (
    statsCost({ fields: engagementFields, of: 'facts' })(question) +
    // Each day looks back at the 30 that end with it.
    list('days', scope.days + 30, CalendarUnit.DAY) +
    list('activeDays', scope.days, CalendarUnit.DAY) +
    list('lifecycle', scope.days, args.interval)
  )
}
