import { type Range } from '../../src/analytics/query/range.ts'
import { type ClickHouse } from '../../src/clickhouse/client.ts'
import { instant, type Sql, sql } from '../../src/clickhouse/sql.ts'
import { type ComparedName, dailyFields, modelFields, sum, summaryNumbers } from '../questions/answers.ts'

type Row = Record<string, number>

/**
 * The SQL that an expert in ClickHouse would write for the same question, in UTC. The funnel gives counts only, while
 * Convograph's also gives the times between its steps.
 */
export const plainSql: Record<ComparedName, (engine: ClickHouse, range: Range) => Promise<number[]>> = {
  funnel: async (engine, range) => {
    const [row] = await engine.query<{ users: number[] }>('plain', funnel(range))
    return row!.users
  },
  dailyStats: async (engine, range) => {
    const [days, newUsers] = await Promise.all([
      engine.query<Row>('plain', dailyCounts(range)),
      engine.query<Row>('plain', newUsersByDay(range)),
    ])
    const totals = { newUsers: sum(newUsers.map(({ users }) => users!)) } as Row
    return dailyFields.map(field => totals[field] ?? sum(days.map(day => day[field]!)))
  },
  timeSeries: async (engine, range) => {
    const days = await engine.query<Row>('plain', usersByDay(range))
    return [sum(days.map(({ users }) => users!))]
  },
  aiModels: async (engine, range) => {
    const models = await engine.query<Row>('plain', callsByModel(range))
    return models.flatMap(model => modelFields.map(field => Number(model[field])))
  },
  summary: async (engine, range) => {
    const parts = [totals(range), knownUsers(range), activeToday(range)]
    const rows = await Promise.all(parts.map(part => engine.query<Row>('plain', part)))
    const summary: Row = Object.assign({}, ...rows.flat())
    return summaryNumbers.map(field => Number(summary[field]))
  },
}

const during = ({ from, to }: Range): Sql =>
  sql`project = 'default' and occurred_at >= ${instant(from)} and occurred_at < ${instant(to)}`

const funnel = (range: Range) => sql`
select [countIf(level >= 1), countIf(level >= 2), countIf(level >= 3)] as users
from (
  select user_no, windowFunnel(604800000, 'strict_once')(
    toUInt64(toUnixTimestamp64Milli(occurred_at)), name = 'docs', name = 'fix', name = 'feat') as level
  from events
  where ${during(range)} and name in ('docs', 'fix', 'feat') and user_no != 0
  group by user_no
)`

const dailyCounts = (range: Range) => sql`
select toDate(occurred_at) as day, count() as events, uniqExactIf(user_no, user_no != 0 and not is_bot) as activeUsers,
  uniqExactIf(conversation_id, conversation_id != '') as conversations, countIf(kind = 'message') as messages,
  sum(ifNull(input_tokens, 0) + ifNull(output_tokens, 0)) as tokens, countIf(kind = 'api_call') as apiCalls
from events
where ${during(range)}
group by day`

const newUsersByDay = ({ from, to }: Range) => sql`
select toDate(first_at) as day, count() as users
from (select min(occurred_at) as first_at from first_events where project = 'default' group by user_no)
where first_at >= ${instant(from)} and first_at < ${instant(to)}
group by day`

const usersByDay = (range: Range) => sql`
select toDate(occurred_at) as day, uniqExact(user_no) as users
from events
where ${during(range)} and name = 'docs' and user_no != 0
group by day`

const callsByModel = (range: Range) => sql`
select provider, model, count() as calls, countIf(not success) as errors, errors / calls as errorRate,
  sum(ifNull(input_tokens, 0) + ifNull(output_tokens, 0)) as tokens, toString(sum(cost_usd)) as costUsd,
  avg(duration_ms) as averageResponseTimeMs, quantilesExactInclusive(0.5, 0.95, 0.99)(duration_ms) as percentiles,
  percentiles[1] as p50Ms, percentiles[2] as p95Ms, percentiles[3] as p99Ms
from events
where ${during(range)} and name = 'ai_call'
group by provider, model
order by calls desc, provider, model`

const totals = (range: Range) => sql`
select count() as totalEvents, uniqExactIf(user_no, user_no != 0 and not is_bot) as activeUsers,
  uniqExactIf(conversation_id, conversation_id != '') as totalConversations, countIf(kind = 'message') as totalMessages,
  countIf(kind = 'api_call') as totalApiCalls, countIf(kind = 'ai_call') as totalAiCalls,
  sum(ifNull(input_tokens, 0) + ifNull(output_tokens, 0)) as totalTokens, toString(sum(cost_usd)) as totalCostUsd,
  avgIf(duration_ms, kind = 'api_call') as avgResponseTimeMs, avgIf(status_code >= 400, kind = 'api_call') as errorRate,
  avg(events.satisfaction) as satisfaction
from events
where ${during(range)}`

const knownUsers = ({ from, to }: Range) => sql`
select countIf(first_at >= ${instant(from)}) as newUsers, count() as totalUsers
from (select min(occurred_at) as first_at from first_events where project = 'default' group by user_no)
where first_at < ${instant(to)}`

const activeToday = ({ to }: Range) => sql`
select uniqExact(user_no) as activeUsersToday
from events
where project = 'default' and toDate(occurred_at) = toDate(${instant(to)}) - 1 and user_no != 0 and not is_bot`
