import { joined, sql, text } from '../../clickhouse/sql.ts'
import { once } from '../../lists/once.ts'
import {
  type ConversationAnalyticsArgs,
  messageOfConversationFields,
  stateFields,
} from '../../schema/conversations/conversation-analytics.ts'
import { type CalendarUnit } from '../../schema/date-range-input.ts'
import { type Bucket, type Numbers } from '../../schema/numbers.ts'
import { bucketEdges } from '../query/calendar.ts'
import { measure, measureOverTime } from '../query/measure/measure.ts'
import { type Values } from '../query/measure/measure-rows.ts'
import { type Measured } from '../query/measure/measured.ts'
import { messageMetricGroup } from '../query/measure/message-metric-group.ts'
import { type Selection } from '../query/measure/selection.ts'
import { fieldsIn, metricsOf, numbersIn } from '../query/measure/stats.ts'
import { isComplete, unknownCosts } from '../query/meta.ts'
import { type Query } from '../query/query.ts'
import { type Range } from '../query/range.ts'
import {
  type ConversationQuestion,
  noStates,
  type StartedConversations,
  startedConversations,
  statesOf,
} from './started-conversations.ts'

/** The conversations that started in a range, and the messages sent in it. */
export interface Period {
  query: Query
  range: Range
  /** Found only if their states are asked for. */
  started(): Promise<StartedConversations>
  messages: Measured
}

const messageGroup = { ...messageMetricGroup, name: 'conversations', fields: messageOfConversationFields }

export const periodOf = (question: ConversationQuestion, range: Range): Period => ({
  query: question.query,
  range,
  started: once(() => startedConversations(question, range)),
  messages: messagesOf(question.input, range),
})

function messagesOf({ botId, channel, filter }: ConversationAnalyticsArgs, range: Range): Measured {
  const conditions = [
    ...(botId == null ? [] : [sql`bot_id = ${text(botId)}`]),
    ...(channel == null ? [] : [sql`channel = ${text(channel)}`]),
  ]
  const only = conditions.length ? joined(conditions, ' and ') : undefined
  return { range, filter, kind: messageMetricGroup.kind, only }
}

/** The selected numbers of the whole period. */
export async function numbersOf(
  { query, range, started, messages }: Period,
  selected: Selection = {},
): Promise<Numbers> {
  const fields = fieldsIn(messageGroup, selected)
  const states = stateFieldsIn(selected)
  const [byBucket, values] = await Promise.all([
    states.length ? statesOf({ started }, [range.from]) : undefined,
    measure(query, messageGroup.name, messages, metricsOf(messageGroup, fields)),
  ])
  return { ...picked(byBucket?.get(1), states), ...numbersIn(messageGroup, fields, values) }
}

/** The selected numbers of each bucket of the period; none without a period or a selection. */
export async function bucketsOf(
  period: Period | undefined,
  interval: CalendarUnit,
  selected: Selection | undefined,
): Promise<Bucket[]> {
  if (!period || !selected) return []
  const { query, range, started, messages } = period
  const edges = bucketEdges(range.from, range.to, interval, query.calendar)
  const fields = fieldsIn(messageGroup, selected)
  const states = stateFieldsIn(selected)
  const [byBucket, values] = await Promise.all([
    states.length ? statesOf({ started }, edges.slice(0, -1)) : undefined,
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

/** The numbers of messages whose cost is not fully known. */
export const unknownCostsOf = ({ query, messages }: Period): Promise<Values> =>
  measure(query, messageGroup.name, messages, unknownCosts)
