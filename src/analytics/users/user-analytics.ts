import { usersOf } from '../../clickhouse/scope.ts'
import { integers, sql } from '../../clickhouse/sql.ts'
import { type QuestionArgs } from '../../schema/question-args.ts'
import { type UserAnalytics, type UserTopic, userAnalyticsFields } from '../../schema/users/user-analytics.ts'
import { isActive } from '../query/active.ts'
import { measureByUser } from '../query/measure/measure-by-user.ts'
import { eventsOfMeasured, type Measured } from '../query/measure/measured.ts'
import { type Selection } from '../query/measure/selection.ts'
import { fieldsIn, metricsOf, metricsOfMeta, numbersIn } from '../query/measure/stats.ts'
import { toMeta } from '../query/meta.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { defaultRange, type Range, toRange } from '../query/range.ts'
import { resolveQuery } from '../query/resolve-query.ts'
import { engagementOfUsers } from './engagement-of-users.ts'

const metricGroup = { name: 'userAnalytics', fields: userAnalyticsFields }
const mostTopics = 20

/**
 * The numbers of each user, in the order of `users`. The number of statements does not depend on the number of users. Only
 * the selected numbers are computed.
 * @throws INVALID_RANGE, INVALID_FILTER
 */
export async function userAnalytics(
  scope: QueryScope,
  users: readonly number[],
  input: QuestionArgs,
  selected: Selection,
): Promise<Partial<UserAnalytics>[]> {
  const query = await resolveQuery(scope, input)
  const range = toRange(input.range ?? defaultRange, query.calendar, query.asOf)
  const measured = { range, filter: input.filter, users }
  const fields = fieldsIn(metricGroup, selected)
  const metrics = metricsOf(metricGroup, fields)
  const [values, lastActive, topics, engagementOf] = await Promise.all([
    measureByUser(query, metricGroup.name, measured, [...metrics, ...metricsOfMeta(metrics, selected.meta)]),
    selected.lastActiveAt ? lastActiveOf(query, measured) : undefined,
    selected.topics ? topicsOf(scope, range, await membersAmong(query, users)) : undefined,
    selected.engagement ? engagementOfUsers(query, measured, selected.engagement) : undefined,
  ])
  return users.map((user, i) => ({
    ...numbersIn(metricGroup, fields, values[i]!),
    lastActiveAt: lastActive?.get(user) ?? null,
    topics: topics?.get(user) ?? [],
    engagement: engagementOf?.(user),
    meta: toMeta(query, range, values[i]),
  }))
}

/** Those of the users who are in the segment of the question. */
async function membersAmong(query: Query, users: readonly number[]): Promise<readonly number[]> {
  if (!query.members) return users
  const rows = await query.run<{ user_no: number }>(
    'userAnalytics: members',
    sql`select user_no from ${usersOf(query.project)} where user_no in ${integers([...users])} and ${query.members}`,
  )
  return rows.map(({ user_no }) => user_no)
}

/** The time of each user's last activity before the end of the range. */
async function lastActiveOf(query: Query, measured: Measured): Promise<Map<number, Date>> {
  const { to } = measured.range
  const before = eventsOfMeasured(query, {
    ...measured,
    range: { from: new Date(0), to },
    only: isActive,
  })
  const rows = await query.run<{ user: number; at: number }>(
    'userAnalytics: last active',
    sql`select user_no as user, toUnixTimestamp64Milli(max(occurred_at)) as at from ${before} group by user`,
  )
  return new Map(rows.map(({ user, at }) => [user, new Date(at)]))
}

/** The topics of each user's conversations that started in the range, from their state in PostgreSQL. */
async function topicsOf(
  { em, project }: QueryScope,
  { from, to }: Range,
  users: readonly number[],
): Promise<Map<number, UserTopic[]>> {
  const rows: (UserTopic & { user: number })[] = await em.execute(
    `with counted as (
       select user_no, topic, count(*) as count,
         row_number() over (partition by user_no order by count(*) desc, topic collate "C") as rank
       from conversations, lateral (select distinct jsonb_array_elements_text(topics) as topic) named
       where project = ? and user_no = any(?::integer[]) and started_at >= ? and started_at < ?
       group by user_no, topic
     )
     select user_no as "user", topic, count::integer
     from counted
     where rank <= ${mostTopics}
     order by user_no, rank`,
    // An array in the notation of PostgreSQL: the ORM would spread a JavaScript array into a list of values.
    [project, `{${users.join()}}`, from, to],
  )
  return Map.groupBy(rows, ({ user }) => user)
}
