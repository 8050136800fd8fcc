import { type Selection } from '../../analytics/query/measure/selection.ts'
import { CalendarUnit } from '../../schema/date-range-input.ts'
import { type Fields } from '../../schema/numbers.ts'
import { type ComparedArgs, type StatsArgs } from '../../schema/question-args.ts'
import { bucketsCost } from './buckets-cost.ts'
import { metricsCost } from './metrics-cost.ts'
import { type Question } from './question.ts'
import { reading, type Scope, scopeOf } from './reading.ts'
import { requestedDays } from './requested-days.ts'

/** The numbers of a metric group, the events behind them, and the days they cover without a range. */
interface MetricGroup {
  fields: Fields
  of: 'events' | 'kind'
  defaultDays?: number
}

type Args = ComparedArgs & Partial<Pick<StatsArgs, 'interval'>>

/** The cost of numbers for the range as a whole and for each bucket, and the same for the compared range. */
export const statsCost =
  (metricGroup: MetricGroup) =>
  (question: Question<Args>): number => {
    const { args, selected } = question
    const { interval = CalendarUnit.DAY } = args
    const scope = scopeOf(args, metricGroup)
    const cost = (of: Selection | undefined, read: Scope) =>
      metricsCost(metricsIn(metricGroup, of), read, metricGroup.of)
    const whole = selected.changes ? { ...selected, ...selected.previous } : selected
    const now =
      cost(whole, scope) +
      cost(selected.buckets, scope) +
      bucketsCost(question.parts('buckets'), args.range, interval) +
      question.parts('responseTimeHistogram').length * reading('kind', scope)
    if (!args.compare) return now
    const compared = { ...scope, days: requestedDays(args.compare.range, scope.days) }
    return (
      now +
      cost(selected.changes ? whole : selected.previous, compared) +
      cost(selected.previousBuckets, compared) +
      bucketsCost(question.parts('previousBuckets'), args.compare.range ?? args.range, interval)
    )
  }

/** The metrics of the selected fields, and the number of events where the sample size is selected. */
const metricsIn = ({ fields }: MetricGroup, selected: Selection = {}) => [
  ...Object.keys(fields).flatMap(field => (field in selected ? fields[field]! : [])),
  ...(selected.meta?.sampleSize ? (['events'] as const) : []),
]
