import { joined, sql, text } from '../../clickhouse/sql.ts'
import { memberNumbers } from '../../lists/member-numbers.ts'
import { type Metric } from '../../metrics-catalogue/catalogue.ts'
import {
  type ConversationAnalytics,
  type ConversationAnalyticsArgs,
  type ConversationBucket,
  type ConversationNumbers,
  type ConversationTopic,
} from '../../schema/conversations/conversation-analytics.ts'
import { bucketEdges } from '../query/calendar.ts'
import { checkText } from '../query/check-text.ts'
import { measure, measureOverTime } from '../query/measure/measure.ts'
import { type Values } from '../query/measure/measure-rows.ts'
import { messageMetricGroup } from '../query/measure/message-metric-group.ts'
import { type Selection } from '../query/measure/selection.ts'
import { rangesOf } from '../query/measure/stats.ts'
import { isComplete, toMeta, unknownCosts } from '../query/meta.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { type Range } from '../query/range.ts'
import { resolveQuery } from '../query/resolve-query.ts'

/** A question about conversations, resolved. */
interface Question {
  scope: QueryScope
  query: Query
  input: ConversationAnalyticsArgs
  /** The users of the segment as an array of PostgreSQL; null without a segment. */
  users: string | null
}

/**
 * The conversations that started in the range: their numbers from the states in PostgreSQL, which `conversations` lists
 * too, and the numbers of their messages from ClickHouse.
 * @throws INVALID_RANGE, INVALID_TEXT, TOO_MANY_BUCKETS
 */
export async function conversationAnalytics(
  scope: QueryScope,
  input: ConversationAnalyticsArgs,
  selected: Selection,
): Promise<ConversationAnalytics> {
  checkText(input.botId, 'botId')
  checkText(input.channel, 'channel')
  const query = await resolveQuery(scope, input)
  const { range, compared } = rangesOf(query, input)
  const question = { scope, query, input, users: await memberNumbers(query) }
  const [summary, previous, timeline, topics, costs] = await Promise.all([
    selected.summary && together(question, range),
    selected.previous && compared ? together(question, compared) : null,
    selected.timeline && overTime(question, range),
    selected.topics && topicsOf(question, range),
    selected.meta?.warnings && showsCost(selected) ? costsOf(question, range) : undefined,
  ])
  return {
    summary,
    previous,
    timeline,
    topics,
    meta: toMeta(query, range.to, costs),
  } as ConversationAnalytics
}

const showsCost = ({ summary, timeline }: Selection) => !!(summary?.costUsd || timeline?.costUsd)

/** The numbers of messages whose cost is not fully known. */
const costsOf = ({ query, input }: Question, range: Range): Promise<Values> =>
  measure(query, 'conversations', { range, ...messagesOf(input) }, unknownCosts)

async function together(question: Question, range: Range): Promise<ConversationNumbers> {
  const [states, values] = await Promise.all([
    statesIn(question, range, [range.from]),
    measure(question.query, 'conversations', { range, ...messagesOf(question.input) }, metrics),
  ])
  return { ...(states.get(1) ?? none), ...messageNumbers(values) }
}

async function overTime(question: Question, range: Range): Promise<ConversationBucket[]> {
  const { query, input } = question
  const edges = bucketEdges(range.from, range.to, input.groupBy, query.calendar)
  const measured = { range, ...messagesOf(input) }
  const [states, values] = await Promise.all([
    statesIn(question, range, edges.slice(0, -1)),
    measureOverTime(query, 'conversations: timeline', measured, metrics, edges),
  ])
  return values.map((messages, i) => ({
    ...(states.get(i + 1) ?? none),
    ...messageNumbers(messages),
    start: edges[i]!,
    end: edges[i + 1]!,
    isComplete: isComplete(query, edges[i + 1]!),
  }))
}

type States = Omit<ConversationNumbers, keyof ReturnType<typeof messageNumbers>>

const none: States = {
  conversations: 0,
  active: 0,
  ended: 0,
  completed: 0,
  abandoned: 0,
  escalated: 0,
  resolved: 0,
  resolutionRate: null,
  satisfaction: null,
  scored: 0,
  averageDurationSeconds: null,
}

/** The states of conversations, by the number of the bucket in which they started, from 1. */
async function statesIn(
  { scope, input, users }: Question,
  range: Range,
  starts: Date[],
): Promise<Map<number, States>> {
  const rows: (States & { bucket: number })[] = await scope.em.execute(
    `select width_bucket(started_at, ?::timestamptz[]) as bucket,
       count(*)::integer as conversations,
       count(*) filter (where status = 'ACTIVE')::integer as active,
       count(*) filter (where status <> 'ACTIVE')::integer as ended,
       count(*) filter (where status = 'COMPLETED')::integer as completed,
       count(*) filter (where status = 'ABANDONED')::integer as abandoned,
       count(*) filter (where status = 'ESCALATED')::integer as escalated,
       count(*) filter (where status <> 'ACTIVE' and resolved)::integer as resolved,
       count(*) filter (where status <> 'ACTIVE' and resolved)::float8
         / nullif(count(*) filter (where status <> 'ACTIVE'), 0) as "resolutionRate",
       avg(satisfaction)::float8 as satisfaction,
       count(satisfaction)::integer as scored,
       avg(extract(epoch from ended_at - started_at)) filter (where status <> 'ACTIVE')::float8
         as "averageDurationSeconds"
     from ${startedIn}
     group by bucket`,
    // An array in the notation of PostgreSQL: the ORM would spread a JavaScript array into a list of values.
    [`{${starts.map(start => start.toISOString()).join()}}`, ...valuesOf(scope, input, users, range)],
  )
  return new Map(rows.map(({ bucket, ...states }) => [bucket, states]))
}

async function topicsOf({ scope, input, users }: Question, range: Range): Promise<ConversationTopic[]> {
  return scope.em.execute(
    `with started as (select topics from ${startedIn})
     select topic, count(*)::integer as conversations,
       count(*)::float8 / (select count(*) from started) as share
     from started, lateral (select distinct jsonb_array_elements_text(topics) as topic) named
     group by topic
     order by count(*) desc, topic
     limit 100`,
    valuesOf(scope, input, users, range),
  )
}

/** The conversations of one project, bot and channel that started in a range. */
const startedIn = `(
  select * from conversations
  where project = ? and started_at >= ? and started_at < ?
    and (?::text is null or bot_id = ?) and (?::text is null or channel = ?)
    and (?::integer[] is null or user_no = any(?::integer[]))) started`

const valuesOf = (
  { project }: QueryScope,
  { botId, channel }: ConversationAnalyticsArgs,
  users: string | null,
  { from, to }: Range,
) => [project, from, to, botId ?? null, botId ?? null, channel ?? null, channel ?? null, users, users]

const metrics: Metric[] = [
  ...(['messages', 'conversations', 'responseTimeMs', 'fallbackRate', 'tokens'] as const),
  ...(['costUsd', 'unpricedCalls'] as const),
]

function messagesOf({ botId, channel }: ConversationAnalyticsArgs) {
  const conditions = [
    ...(botId == null ? [] : [sql`bot_id = ${text(botId)}`]),
    ...(channel == null ? [] : [sql`channel = ${text(channel)}`]),
  ]
  return { kind: messageMetricGroup.kind, only: conditions.length ? joined(conditions, ' and ') : undefined }
}

function messageNumbers(values: Values) {
  const { messages, conversations, responseTimeMs, fallbackRate, tokens, costUsd, unpricedCalls } =
    values as Record<Metric, number>
  return {
    messages,
    messagesPerConversation: conversations ? messages / conversations : null,
    averageResponseTimeMs: responseTimeMs as number | null,
    fallbackRate: fallbackRate as number | null,
    tokens,
    costUsd: String(costUsd),
    unpricedCalls,
  }
}
