import { firstFactsOf } from '../../clickhouse/scope.ts'
import { instant, integer, raw, type Sql, sql } from '../../clickhouse/sql.ts'
import { type Asked } from '../query/asked.ts'
import { factsOfMeasured, type Measured } from '../query/measure/measured.ts'
import { select } from '../query/measure/select-metrics.ts'

/** Some active users in numbers. */
export interface AudienceRow {
  activeUsers: number
  newUsers: number
  events: number
  messages: number
}

/** Users with something in common, and how many groups there are in all. */
export type AudienceGroupRow = AudienceRow & { part: string | null; groups: number }

export const totalQuery = (asked: Asked, measured: Measured): Sql => sql`
select ${numbers}
from ${audienceFacts(asked, measured)}`

/** The groups with the most users, and by what they have in common where they have as many. */
export const groupsQuery = (asked: Asked, measured: Measured, by: Sql, first: number): Sql => sql`
select ${by} as part, ${numbers}, count() over () as groups
from ${audienceFacts(asked, measured)}
group by part
order by activeUsers desc, part
limit ${integer(first)}`

/** Counts each user of the groups that are not shown once. The shown values stay in ClickHouse: they may be long. */
export const otherUsersQuery = (asked: Asked, measured: Measured, by: Sql, first: number): Sql => sql`
select ${select(['activeUsers'])}
from ${audienceFacts(asked, measured)}
where ${by} not in (select part from (${groupsQuery(asked, measured, by, first)}))`

/**
 * Each active user in four lists aligned by index, as PostgreSQL writes an array: they pass through without being
 * read. At most one more user than `most`.
 */
export const eachUserQuery = (asked: Asked, measured: Measured, most: number): Sql => sql`
select count() as users, ${list('user_no')} as numbers, ${list('newUsers')} as isNew, ${list('events')} as events,
  ${list('messages')} as messages
from (
  select user_no, ${numbers}
  from ${audienceFacts(asked, measured)}
  group by user_no
  limit ${integer(most + 1)}
)`

const list = (column: string) => raw(`concat('{', arrayStringConcat(groupArray(${column}), ','), '}')`)

const numbers = sql`${select(['activeUsers', 'events', 'messages'])}, uniqExactIf(user_no, is_new) as newUsers`

/** What active users did, and whether they are new in the range. */
function audienceFacts(asked: Asked, measured: Measured): Sql {
  const { from, to } = measured.range
  return sql`(
  select *, user_no in (
    select user_no from ${firstFactsOf(asked.project)}
    where occurred_at >= ${instant(from)} and occurred_at < ${instant(to)}) as is_new
  from ${factsOfMeasured(asked, measured)})`
}
