import { CalendarUnit } from '../../../schema/date-range-input.ts'
import { dayMetrics } from '../../../schema/overview/daily-stats.ts'
import { type QuestionArgs } from '../../../schema/question-args.ts'
import { bucketsAsked } from '../buckets-asked.ts'
import { usualDays } from '../days-asked.ts'
import { metricsCost } from '../metrics-cost.ts'
import { type Question } from '../question.ts'
import { scopeOf } from '../reading.ts'
import { weights } from '../weights.ts'

/** More days without a range are refused. */
const most = 365

/** So many days are not kept yet, or no more: the running one, and some that late facts have changed. */
const unkeptDays = 3

/** Days that are kept are read in one statement; under a filter, for a segment or in a zone of its own all are measured. */
export function dailyStatsCost({
  args,
  selected,
  within,
}: Question<QuestionArgs & { days?: number | null }>): number {
  const days = Math.min(Math.max(args.days ?? usualDays, 1), most)
  const scope = scopeOf(args, { otherwise: days })
  const isKept = !scope.isNarrowed && args.timeZone == null
  const metrics = [...dayMetrics, 'totalUsers' as const].filter(metric => metric in selected)
  const measured = metricsCost(
    metrics,
    isKept ? { ...scope, days: Math.min(scope.days, unkeptDays) } : scope,
    'facts',
  )
  return (
    weights.statement + measured + bucketsAsked(args.range, CalendarUnit.DAY, days) * (weights.row + within)
  )
}
