import { joined, sql, text } from '../../clickhouse/sql.ts'
import { memberNumbers } from '../../lists/member-numbers.ts'
import {
  type ConversationAnalytics,
  type ConversationAnalyticsArgs,
  conversationFields,
  messageOfConversationFields,
  stateFields,
} from '../../schema/conversations/conversation-analytics.ts'
import { withSummary } from '../../schema/former-fields.ts'
import { type DurationBucket, type DurationHistogramArgs } from '../../schema/histogram.ts'
import { type Bucket, type Numbers } from '../../schema/numbers.ts'
import { bucketEdges } from '../query/calendar.ts'
import { checkText } from '../query/check-text.ts'
import { changesOf } from '../query/compare.ts'
import { measure, measureOverTime } from '../query/measure/measure.ts'
import { type Values } from '../query/measure/measure-rows.ts'
import { type Measured } from '../query/measure/measured.ts'
import { messageMetricGroup } from '../query/measure/message-metric-group.ts'
import { responseTimes, type WithResponseTimes } from '../query/measure/response-times.ts'
import { type Selection } from '../query/measure/selection.ts'
import { fieldsIn, metricsOf, numbersIn, rangesOf } from '../query/measure/stats.ts'
import { isComplete, toMeta, unknownCosts } from '../query/meta.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { type Range } from '../query/range.ts'
import { resolveQuery } from '../query/resolve-query.ts'
import {
  type ConversationQuestion,
  durationsOf,
  noStates,
  type StartedConversations,
  startedConversations,
  statesOf,
  topicsOf,
} from './started-conversations.ts'

/** The answer, and the conversations by their duration, and their messages by response time. */
export type ConversationAnswer = ConversationAnalytics &
  WithResponseTimes & { durationsIn(args: DurationHistogramArgs): Promise<DurationBucket[]> }

/** The conversations that started in a range, and the messages sent in it. */
interface Period {
  query: Query
  range: Range
  started: StartedConversations
  messages: Measured
}

const messageGroup = { ...messageMetricGroup, name: 'conversations', fields: messageOfConversationFields }

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
  checkText(input.botId, 'botId')
  checkText(input.channel, 'channel')
  const query = await resolveQuery(scope, input)
  const { range, compared } = rangesOf(query, input)
  const question = { scope, query, input, users: await memberNumbers(query) }
  const [now, before] = await Promise.all([
    periodOf(question, range),
    compared && periodOf(question, compared),
  ])
  const interval = input.groupBy ?? input.interval
  const whole = selected.changes ? { ...selected, ...selected.previous } : selected
  const [numbers, previous, buckets, previousBuckets, topics, costs] = await Promise.all([
    numbersOf(now, whole),
    before ? numbersOf(before, selected.changes ? whole : (selected.previous ?? {})) : null,
    selected.buckets ? bucketsOf(now, interval, selected.buckets) : [],
    before && selected.previousBuckets ? bucketsOf(before, interval, selected.previousBuckets) : [],
    selected.topics ? topicsOf(now.started) : [],
    selected.meta?.caveats && showsCost(selected) ? costsOf(now) : undefined,
  ])
  return {
    ...numbers,
    previous,
    changes: previous && selected.changes ? changesOf(conversationFields, numbers, previous) : [],
    buckets,
    previousBuckets,
    topics,
    meta: toMeta(query, range.to, costs),
    durationsIn: args => durationsOf(now.started, args),
    responseTimesIn: args => responseTimes(query, now.messages, args),
  }
}

async function periodOf(question: ConversationQuestion, range: Range): Promise<Period> {
  const { query, input } = question
  const started = await startedConversations(question, range)
  return { query, range, started, messages: messagesOf(input, range) }
}

function messagesOf({ botId, channel, filter }: ConversationAnalyticsArgs, range: Range): Measured {
  const conditions = [
    ...(botId == null ? [] : [sql`bot_id = ${text(botId)}`]),
    ...(channel == null ? [] : [sql`channel = ${text(channel)}`]),
  ]
  const only = conditions.length ? joined(conditions, ' and ') : undefined
  return { range, filter, kind: messageMetricGroup.kind, only }
}

const showsCost = ({ costUsd, buckets }: Selection) => !!(costUsd || buckets?.costUsd)

/** The numbers of messages whose cost is not fully known. */
const costsOf = ({ query, messages }: Period): Promise<Values> =>
  measure(query, messageGroup.name, messages, unknownCosts)

async function numbersOf({ query, range, started, messages }: Period, selected: Selection): Promise<Numbers> {
  const fields = fieldsIn(messageGroup, selected)
  const states = stateFieldsIn(selected)
  const [byBucket, values] = await Promise.all([
    states.length ? statesOf(started, [range.from]) : undefined,
    measure(query, messageGroup.name, messages, metricsOf(messageGroup, fields)),
  ])
  return { ...picked(byBucket?.get(1), states), ...numbersIn(messageGroup, fields, values) }
}

async function bucketsOf(
  { query, range, started, messages }: Period,
  interval: ConversationAnalyticsArgs['interval'],
  selected: Selection,
): Promise<Bucket[]> {
  const edges = bucketEdges(range.from, range.to, interval, query.calendar)
  const fields = fieldsIn(messageGroup, selected)
  const states = stateFieldsIn(selected)
  const [byBucket, values] = await Promise.all([
    states.length ? statesOf(started, edges.slice(0, -1)) : undefined,
    measureOverTime(query, messageGroup.name, messages, metricsOf(messageGroup, fields), edges),
  ])
  return values.map((ofMessages, i) => ({
    ...picked(byBucket?.get(i + 1), states),
    ...numbersIn(messageGroup, fields, ofMessages),
    start: edges[i]!,
    end: edges[i + 1]!,
    isComplete: isComplete(query, edges[i + 1]!),
  }))
}

type StateField = keyof typeof stateFields

const stateFieldsIn = (selected: Selection): StateField[] =>
  (Object.keys(stateFields) as StateField[]).filter(field => field in selected)

const picked = (states = noStates, fields: StateField[]): Numbers =>
  Object.fromEntries(fields.map(field => [field, states[field]]))
