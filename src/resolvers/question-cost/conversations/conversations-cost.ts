import { type Selection } from '../../../analytics/query/measure/selection.ts'
import {
  type ConversationAnalyticsArgs,
  messageOfConversationFields,
  stateFields,
} from '../../../schema/conversations/conversation-analytics.ts'
import { withSummary } from '../../../schema/former-fields.ts'
import { bucketsCost } from '../buckets-cost.ts'
import { metricsCost } from '../metrics-cost.ts'
import { type Question } from '../question.ts'
import { reading, type Scope, scopeOf } from '../reading.ts'
import { requestedDays } from '../requested-days.ts'
import { weights } from '../weights.ts'

type Args = Omit<ConversationAnalyticsArgs, 'botId' | 'channel'>

/** The cost of each selected part: PostgreSQL has the state of conversations, ClickHouse their messages. */
export function conversationsCost(question: Question<Args>): number {
  const { args, parts } = question
  const selected = withSummary(question.selected)
  const interval = args.groupBy ?? args.interval
  const scope = scopeOf(args)
  const whole = selected.changes ? { ...selected, ...selected.previous } : selected
  const now =
    filterCost(args, scope) +
    numbersCost(whole, scope) +
    numbersCost(selected.buckets, scope) +
    bucketsCost(parts('buckets'), args.range, interval) +
    (selected.topics ? reading('kind', scope) : 0) +
    (parts('durationHistogram').length + parts('responseTimeHistogram').length) * reading('kind', scope)
  if (!args.compare) return now
  const compared = { ...scope, days: requestedDays(args.compare.range, scope.days) }
  return (
    now +
    filterCost(args, compared) +
    numbersCost(selected.changes ? whole : selected.previous, compared) +
    numbersCost(selected.previousBuckets, compared) +
    bucketsCost(parts('previousBuckets'), args.compare.range ?? args.range, interval)
  )
}

/** The cost of finding the conversations that pass a filter. */
const filterCost = ({ filter }: Args, scope: Scope) => (filter ? reading('counted', scope) : 0)

function numbersCost(selected: Selection = {}, scope: Scope): number {
  const metrics = Object.entries(messageOfConversationFields).flatMap(([field, metric]) =>
    field in selected ? metric : [],
  )
  const hasStates = Object.keys(stateFields).some(field => field in selected)
  return metricsCost(metrics, scope, 'kind') + (hasStates ? weights.statement + reading('kind', scope) : 0)
}
