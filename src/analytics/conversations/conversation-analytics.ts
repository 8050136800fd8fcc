import { memberNumbers } from '../../lists/member-numbers.ts'
import { once } from '../../lists/once.ts'
import {
  type ConversationAnalytics,
  type ConversationAnalyticsArgs,
  conversationFields,
} from '../../schema/conversations/conversation-analytics.ts'
import { withSummary } from '../../schema/former-fields.ts'
import { type DurationBucket, type DurationHistogramArgs } from '../../schema/histogram.ts'
import { checkText } from '../query/check-text.ts'
import { changesOf } from '../query/compare.ts'
import { responseTimes, type WithResponseTimes } from '../query/measure/response-times.ts'
import { type Selection } from '../query/measure/selection.ts'
import { rangesOf } from '../query/measure/stats.ts'
import { toMeta } from '../query/meta.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { resolveQuery } from '../query/resolve-query.ts'
import { bucketsOf, numbersOf, type Period, periodOf, unknownCostsOf } from './conversation-period.ts'
import { durationsOf, topicsOf } from './started-conversations.ts'

/** The answer, and the conversations by their duration, and their messages by response time. */
export type ConversationAnswer = ConversationAnalytics &
  WithResponseTimes & { durationsIn(args: DurationHistogramArgs): Promise<DurationBucket[]> }

/**
 * The conversations that started in the range: their numbers from the states in PostgreSQL, which `conversations` lists
 * too, and the numbers of their messages from ClickHouse. Only the selected numbers are computed.
 * @throws INVALID_RANGE, INVALID_FILTER, INVALID_TEXT, TOO_MANY_BUCKETS, TOO_MANY_USERS,
 *   TOO_MANY_CONVERSATIONS
 */
export async function conversationAnalytics(
  scope: QueryScope,
  input: ConversationAnalyticsArgs,
  selection: Selection,
): Promise<ConversationAnswer> {
  const selected = withSummary(selection)
  const interval = input.groupBy ?? input.interval
  const { now, before } = await periodsOf(scope, input)
  const [numbers, buckets, previousBuckets, topics, costs] = await Promise.all([
    comparedNumbers(now, before, selected),
    bucketsOf(now, interval, selected.buckets),
    bucketsOf(before, interval, selected.previousBuckets),
    selected.topics ? topicsOf(now) : [],
    selected.meta?.caveats && showsCost(selected) ? unknownCostsOf(now) : undefined,
  ])
  return {
    ...numbers,
    buckets,
    previousBuckets,
    topics,
    meta: toMeta(now.query, now.range, costs),
    durationsIn: args => durationsOf(now, args),
    responseTimesIn: args => responseTimes(now.query, now.messages, args),
  }
}

/** The range of the question, and the range that it is compared with. */
async function periodsOf(scope: QueryScope, input: ConversationAnalyticsArgs) {
  checkText(input.botId, 'botId')
  checkText(input.channel, 'channel')
  const query = await resolveQuery(scope, input)
  const { range, compared } = rangesOf(query, input)
  const question = { scope, query, input, users: once(() => memberNumbers(query)) }
  return { now: periodOf(question, range), before: compared && periodOf(question, compared) }
}

async function comparedNumbers(now: Period, before: Period | undefined, selected: Selection) {
  const whole = selected.changes ? { ...selected, ...selected.previous } : selected
  const [numbers, previous] = await Promise.all([
    numbersOf(now, whole),
    before ? numbersOf(before, selected.changes ? whole : selected.previous) : null,
  ])
  const changes = previous && selected.changes ? changesOf(conversationFields, numbers, previous) : []
  return { ...numbers, previous, changes }
}

const showsCost = ({ costUsd, buckets }: Selection) => !!(costUsd || buckets?.costUsd)
