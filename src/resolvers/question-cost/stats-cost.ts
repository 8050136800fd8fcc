import { type Selection } from '../../analytics/query/measure/selection.ts'
import { CalendarUnit } from '../../schema/date-range-input.ts'
import { type Fields } from '../../schema/numbers.ts'
import { type ComparedArgs, type StatsArgs } from '../../schema/question-args.ts'
import { bucketsCost } from './buckets-cost.ts'
import { daysAsked } from './days-asked.ts'
import { metricsCost } from './metrics-cost.ts'
import { type Question } from './question.ts'
import { type Scope, scopeOf } from './reading.ts'

/** The numbers of a topic, which facts they are counted from, and the days they cover where no range is given. */
interface Topic {
  fields: Fields
  of: 'facts' | 'kind'
  otherwise?: number
}

type Args = ComparedArgs & Partial<Pick<StatsArgs, 'interval'>>

/** Numbers together and over time, and those of the range that they are compared with. */
export const statsCost =
  (topic: Topic) =>
  (question: Question<Args>): number => {
    const { args, selected } = question
    const { interval = CalendarUnit.DAY } = args
    const scope = scopeOf(args, topic)
    const cost = (of: Selection | undefined, read: Scope) => metricsCost(metricsIn(topic, of), read, topic.of)
    const together = selected.changes ? { ...selected, ...selected.previous } : selected
    const now =
      cost(together, scope) +
      cost(selected.buckets, scope) +
      bucketsCost(question.parts('buckets'), args.range, interval)
    if (!args.compare) return now
    const compared = { ...scope, days: daysAsked(args.compare.range, scope.days) }
    return (
      now +
      cost(selected.changes ? together : selected.previous, compared) +
      cost(selected.previousBuckets, compared) +
      bucketsCost(question.parts('previousBuckets'), args.compare.range ?? args.range, interval)
    )
  }

/** The fields selected, and the size of the sample if that is. */
const metricsIn = ({ fields }: Topic, selected: Selection = {}) => [
  ...Object.keys(fields).flatMap(field => (field in selected ? fields[field]! : [])),
  ...(selected.meta?.sampleSize ? (['events'] as const) : []),
]
