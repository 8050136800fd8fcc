import { CalendarUnit } from '../../../schema/date-range-input.ts'
import { dayMetrics } from '../../../schema/overview/daily-stats.ts'
import { type QuestionArgs } from '../../../schema/question-args.ts'
import { metricsCost } from '../metrics-cost.ts'
import { type Question } from '../question.ts'
import { scopeOf } from '../reading.ts'
import { requestedBuckets } from '../requested-buckets.ts'
import { usualDays } from '../requested-days.ts'
import { weights } from '../weights.ts'

/** The service refuses more days without a range. */
const most = 365

/** The usual number of days that are not rolled up: today, and days that late events have changed. */
const unkeptDays = 3

/** The time zone of a project that has not set one. */
const usualZone = 'UTC'

/**
 * The cost of days: one statement reads rolled-up days. A filter, a segment or a time zone other than that of most projects
 * makes it measure all of them.
 */
export function dailyStatsCost({
  args,
  selected,
  fieldsCost,
}: Question<QuestionArgs & { days?: number | null }>): number {
  const days = Math.min(Math.max(args.days ?? usualDays, 1), most)
  const scope = scopeOf(args, { defaultDays: days })
  const isKept = !scope.isNarrowed && (args.timeZone ?? usualZone) === usualZone
  const metrics = [...dayMetrics, 'totalUsers' as const].filter(metric => metric in selected)
  const measured = metricsCost(
    metrics,
    isKept ? { ...scope, days: Math.min(scope.days, unkeptDays) } : scope,
    'events',
  )
  return (
    weights.statement +
    measured +
    requestedBuckets(args.range, CalendarUnit.DAY, days) * (weights.row + fieldsCost)
  )
}
