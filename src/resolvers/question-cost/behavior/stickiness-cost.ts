import { asked } from '../../../analytics/query/asked.ts'
import { CountedUnit } from '../../../schema/behavior/counted-unit.ts'
import { type StickinessInput } from '../../../schema/behavior/stickiness.ts'
import { CalendarUnit } from '../../../schema/date-range-input.ts'
import { type SharedArgsOverTime } from '../../../schema/question-args.ts'
import { bucketsCost } from '../buckets-cost.ts'
import { listStatements } from '../list-statements.ts'
import { filtersOf } from '../match-cost.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'
import { withPreviousCost } from '../with-previous-cost.ts'

/** The factor for counting the events of every unit in every interval, instead of bitmaps of users. */
const everyInterval = 1.5

/** The cost of the active intervals of each user, once more for each list of users. */
export function stickinessCost(
  question: Question<SharedArgsOverTime & { input?: StickinessInput | null }>,
): number {
  const { args } = question
  const given = args.input ?? ({} as StickinessInput)
  const interval = args.interval ?? given.interval ?? CalendarUnit.DAY
  return withPreviousCost(question, { ...asked(given, args), interval }, rangeCost)
}

function rangeCost(question: Question, input: StickinessInput): number {
  const { selected } = question
  const scope = scopeOf(input, { filters: filtersOf(input.target) })
  const isCounted = Boolean(selected.rows || selected.activeUsers || selected.averageIntervals)
  const isPlain = (input.unit ?? CountedUnit.USER) === CountedUnit.USER && !input.occurrences
  const statement = reading('activity', scope) * (isPlain ? 1 : everyInterval)
  return (
    (Number(isCounted) + listStatements(question, 'users')) * statement +
    bucketsCost(question.parts('rows'), input.range, input.interval)
  )
}
