import { type Range } from '../src/analytics/query/range.ts'
import { type ClickHouse } from '../src/clickhouse/client.ts'
import { instant, sql } from '../src/clickhouse/sql.ts'
import { dailyFields, type QuestionName, sum } from './asked.ts'

/**
 * What somebody who knows ClickHouse would write by hand for the same question, in UTC. The funnel gives counts
 * only, while Convograph's also gives the times between its steps.
 */
export const plainSql: Record<QuestionName, (engine: ClickHouse, range: Range) => Promise<number[]>> = {
  funnel: async (engine, { from, to }) => {
    const [row] = await engine.query<{ users: number[] }>(
      'plain',
      sql`
select [countIf(level >= 1), countIf(level >= 2), countIf(level >= 3)] as users
from (
  select user_no, windowFunnel(604800000, 'strict_once')(
    toUInt64(toUnixTimestamp64Milli(occurred_at)), name = 'docs', name = 'fix', name = 'feat') as level
  from facts
  where project = 'default' and name in ('docs', 'fix', 'feat') and user_no != 0
    and occurred_at >= ${instant(from)} and occurred_at < ${instant(to)}
  group by user_no
)`,
    )
    return row!.users
  },
  dailyStats: async (engine, range) => {
    const [days, newUsers] = await Promise.all([dailyCounts(engine, range), newUsersByDay(engine, range)])
    const counted = dailyFields.filter(field => field !== 'newUsers')
    return [
      ...counted.map(field => sum(days.map(day => day[field]!))),
      sum(newUsers.map(({ users }) => users)),
    ]
  },
  timeSeries: async (engine, { from, to }) => {
    const rows = await engine.query<{ users: number }>(
      'plain',
      sql`
select toDate(occurred_at) as day, uniqExact(user_no) as users
from facts
where project = 'default' and name = 'docs' and user_no != 0
  and occurred_at >= ${instant(from)} and occurred_at < ${instant(to)}
group by day`,
    )
    return [sum(rows.map(({ users }) => users))]
  },
}

const dailyCounts = (engine: ClickHouse, { from, to }: Range) =>
  engine.query<Record<string, number>>(
    'plain',
    sql`
select toDate(occurred_at) as day, count() as events, uniqExactIf(user_no, user_no != 0) as activeUsers,
  uniqExactIf(conversation_id, conversation_id != '') as conversations, countIf(kind = 'message') as messages,
  sum(ifNull(input_tokens, 0) + ifNull(output_tokens, 0)) as tokens, countIf(kind = 'api_call') as apiCalls
from facts
where project = 'default' and occurred_at >= ${instant(from)} and occurred_at < ${instant(to)}
group by day`,
  )

const newUsersByDay = (engine: ClickHouse, { from, to }: Range) =>
  engine.query<{ users: number }>(
    'plain',
    sql`
select toDate(first_at) as day, count() as users
from (select min(occurred_at) as first_at from first_facts where project = 'default' group by user_no)
where first_at >= ${instant(from)} and first_at < ${instant(to)}
group by day`,
  )
