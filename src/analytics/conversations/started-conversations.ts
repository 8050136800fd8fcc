import { integer, sql } from '../../clickhouse/sql.ts'
import { badInput } from '../../errors.ts'
import {
  type ConversationAnalyticsArgs,
  type ConversationTopic,
  type stateFields,
} from '../../schema/conversations/conversation-analytics.ts'
import { type FilterInput } from '../../schema/filter-input.ts'
import { type DurationBucket, type DurationHistogramArgs } from '../../schema/histogram.ts'
import { type BarRow, barsOf, startsOf } from '../query/histogram.ts'
import { eventsOfMeasured } from '../query/measure/measured.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { type Range } from '../query/range.ts'

/** The conversations that started in a range, with their current state in PostgreSQL. */
export interface StartedConversations {
  scope: QueryScope
  /** The rows of `startedIn`. */
  values: unknown[]
}

/** The conversations that are found when they are needed. */
interface Found {
  started(): Promise<StartedConversations>
}

/** A question about conversations, resolved. */
export interface ConversationQuestion {
  scope: QueryScope
  query: Query
  input: ConversationAnalyticsArgs
  /** The users of the segment as an array of PostgreSQL; null without a segment. */
  users(): Promise<string | null>
}

/**
 * The conversations that started in the range, only those that pass the filter if there is one.
 * @throws TOO_MANY_CONVERSATIONS above a million
 */
export async function startedConversations(
  { scope, query, input, users }: ConversationQuestion,
  range: Range,
): Promise<StartedConversations> {
  const { botId, channel, filter } = input
  const [members, passing] = await Promise.all([
    users(),
    filter ? passingIds(scope, query, filter, range) : null,
  ])
  const optional = [botId ?? null, channel ?? null, members, passing].flatMap(value => [value, value])
  return { scope, values: [scope.project, range.from, range.to, ...optional] }
}

const startedIn = `(
  select * from conversations
  where project = ? and started_at >= ? and started_at < ?
    and (?::text is null or bot_id = ?) and (?::text is null or channel = ?)
    and (?::integer[] is null or user_no = any(?::integer[]))
    and (?::jsonb is null or external_id in (select jsonb_array_elements_text(?::jsonb)))) started`

const mostPassing = 1_000_000

/** The ids of conversations with an event that passes the filter, as a JSON array. */
async function passingIds(
  scope: QueryScope,
  query: Query,
  filter: FilterInput,
  { from, to }: Range,
): Promise<string> {
  const measured = { range: { from, to: await lastEventOf(scope, { from, to }) }, filter }
  const [row] = await query.run<{ ids: string; count: number }>(
    'conversations: filter',
    sql`
select toJSONString(groupArray(conversation_id)) as ids, count() as count
from (
  select distinct conversation_id from ${eventsOfMeasured(query, measured)} and conversation_id != ''
  limit ${integer(mostPassing + 1)})`,
  )
  if (row!.count > mostPassing)
    throw badInput(
      'TOO_MANY_CONVERSATIONS',
      'filter',
      `A filter of this question may let at most ${mostPassing.toLocaleString('en')} conversations pass. Use a shorter range.`,
    )
  return row!.ids
}

/** The end of the events of all conversations that started in a range: they go on after it. */
async function lastEventOf({ em, project }: QueryScope, { from, to }: Range): Promise<Date> {
  const [{ last }]: [{ last: Date | string | null }] = await em.execute(
    `select max(last_event_at) as last from conversations where project = ? and started_at >= ? and started_at < ?`,
    [project, from, to],
  )
  return last === null ? to : new Date(new Date(last).getTime() + 1)
}

/** A number or null for each field of the states. */
export type States = Record<keyof typeof stateFields, number | null>

export const noStates: States = {
  conversations: 0,
  activeUsers: 0,
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

/** The states of the conversations, by the number of the bucket in which they started, from 1. */
export async function statesOf({ started }: Found, starts: Date[]): Promise<Map<number, States>> {
  const { scope, values } = await started()
  const rows: (States & { bucket: number })[] = await scope.em.execute(
    `select width_bucket(started_at, ?::timestamptz[]) as bucket,
       count(*)::integer as conversations,
       count(distinct user_no)::integer as "activeUsers",
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
    [arrayOf(starts.map(start => start.toISOString())), ...values],
  )
  return new Map(rows.map(({ bucket, ...states }) => [bucket, states]))
}

/** The 100 most frequent topics of the conversations. */
export async function topicsOf({ started }: Found): Promise<ConversationTopic[]> {
  const { scope, values } = await started()
  return scope.em.execute(
    `with started as (select topics from ${startedIn})
     select topic, count(*)::integer as conversations,
       count(*)::float8 / (select count(*) from started) as share
     from started, lateral (select distinct jsonb_array_elements_text(topics) as topic) named
     group by topic
     order by count(*) desc, topic
     limit 100`,
    values,
  )
}

const edgesInSeconds = {
  unit: 'seconds',
  usual: [60, 300, 600, 1_800, 3_600, 14_400, 86_400],
  longest: 31_536_000,
}

/**
 * The ended conversations by their duration, from start to end.
 * @throws INVALID_EDGES
 */
export async function durationsOf(
  { started }: Found,
  { edges }: DurationHistogramArgs,
): Promise<DurationBucket[]> {
  const starts = startsOf(edges, edgesInSeconds)
  const { scope, values } = await started()
  const rows: BarRow[] = await scope.em.execute(
    `select width_bucket(extract(epoch from ended_at - started_at)::float8, ?::float8[]) as bar, count(*)::integer as count
     from ${startedIn}
     where status <> 'ACTIVE'
     group by bar`,
    [arrayOf(starts), ...values],
  )
  return barsOf(starts, rows).map(({ from, to, count, share }) => ({
    fromSeconds: from,
    toSeconds: to,
    conversations: count,
    share,
  }))
}

/** An array in the notation of PostgreSQL: the ORM would spread a JavaScript array into a list of values. */
const arrayOf = (items: (string | number)[]) => `{${items.join()}}`
