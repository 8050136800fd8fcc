import { type ConversationAnalyticsArgs } from '../../../schema/conversations/conversation-analytics.ts'
import { type CalendarUnit } from '../../../schema/date-range-input.ts'
import { bucketsCost } from '../buckets-cost.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'
import { requestedDays } from '../requested-days.ts'
import { weights } from '../weights.ts'

type Args = Pick<ConversationAnalyticsArgs, 'range' | 'compare' | 'segment' | 'segmentId'>

/** The cost of each selected part: PostgreSQL has the state of conversations, ClickHouse their messages. */
export function conversationsCost(question: Question<Args>, groupBy: CalendarUnit): number {
  const { args, selected } = question
  const scope = scopeOf(args)
  const compared = { ...scope, days: requestedDays(args.compare?.range, scope.days) }
  const part = (of: typeof scope) => weights.statement + 2 * reading('kind', of)
  const values = bucketsCost(question.parts('timeline'), args.range, groupBy)
  return (
    (selected.summary ? part(scope) : 0) +
    (selected.previous && args.compare ? part(compared) : 0) +
    (selected.timeline ? part(scope) + values : 0) +
    (selected.topics ? reading('kind', scope) : 0)
  )
}
