import { type Range } from '../../src/analytics/query/range.ts'
import { instant, type Sql, sql } from '../../src/clickhouse/sql.ts'

/** The SQL that an expert in ClickHouse would write for the same question, in UTC; each answers a few numbers. */
export const behaviourSql = {
  windowFunnel: ({ from, to }: Range) => sql`
select [countIf(level >= 1), countIf(level >= 2), countIf(level >= 3)] as answer
from (
  select user_no, windowFunnel(604800000)(
    toUInt64(toUnixTimestamp64Milli(occurred_at)), name = 'docs', name = 'fix', name = 'feat') as level
  from events
  where project = 'default' and occurred_at >= ${instant(from)} and occurred_at < ${instant(to)}
    and name in ('docs', 'fix', 'feat') and user_no != 0
  group by user_no
)`,
  // Users who were first active in one of the last 12 weeks, and the later weeks in which they were active.
  retention: ({ to }: Range) => sql`
with toMonday(${instant(to)} - interval 1 second) - 77 as first_week
select [sumIf(users, period = 0), sum(users)] as answer
from (
  select cohort, intDiv(dateDiff('day', cohort, week), 7) as period, count() as users
  from (
    select distinct user_no, toMonday(toDate(occurred_at)) as week
    from events
    where project = 'default' and toDate(occurred_at) >= first_week and user_no != 0 and kind != 'system_metric'
      and not is_bot
  ) as active
  inner join (
    select user_no, toMonday(toDate(min(occurred_at))) as cohort
    from first_events
    where project = 'default'
    group by user_no
    having cohort >= first_week
  ) as entered using user_no
  group by cohort, period
)`,
} satisfies Record<string, (range: Range) => Sql>

export type BareName = keyof typeof behaviourSql
