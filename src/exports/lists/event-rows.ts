import { type Range } from '../../analytics/query/range.ts'
import { usersOf } from '../../clickhouse/scope.ts'
import { type Sql, sql, text } from '../../clickhouse/sql.ts'
import { type ListQuery } from './list.ts'
import { matchingEvents } from './matching-events.ts'

/** The columns by which events are ordered. No list has columns of these names. */
export const eventOrder = sql`order_at, order_seq`

/** The events of a kind, or of all kinds, in a range; by default in that of the export. */
export const eventRows = (
  query: ListQuery,
  columns: Sql,
  kind: string | undefined,
  range?: Range,
): Sql => sql`
select ${columns}, e.occurred_at as order_at, e.seq as order_seq
from (select * from ${ofKind(query, kind, range)}) as e
left join (select user_no, external_id from ${usersOf(query.project)}) as u on u.user_no = e.user_no`

/** The number of these events on each day of UTC. */
export const eventsPerDay = (query: ListQuery, kind: string | undefined): Sql => sql`
select toString(toDate(occurred_at)) as day, count() as events
from ${ofKind(query, kind)}
group by day
order by day`

const ofKind = (query: ListQuery, kind: string | undefined, range?: Range): Sql =>
  kind === undefined
    ? matchingEvents(query, range)
    : sql`${matchingEvents(query, range)} and kind = ${text(kind)}`
