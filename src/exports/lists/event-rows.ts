import { type Range } from '../../analytics/query/range.ts'
import { usersOf } from '../../clickhouse/scope.ts'
import { joined, name, raw, type Sql, sql, text } from '../../clickhouse/sql.ts'
import { type ListColumn, type ListColumns } from './columns.ts'
import { type ListQuery } from './list.ts'
import { matchingEvents } from './matching-events.ts'
import { objectText } from './object-text.ts'

/** The columns by which events are ordered. No list has columns of these names. */
export const eventOrder = sql`order_at, order_seq`

/** The columns of a list of events. `paths` are those of their objects. */
export interface EventRows {
  kind: string | undefined
  columns: ListColumns
  paths: string[]
}

/**
 * The events of a kind, or of all kinds, in a range; by default in that of the export. Their values are computed before they are
 * joined with users: a join would read the objects as a whole.
 */
export function eventRows(query: ListQuery, { kind, columns, paths }: EventRows, range?: Range): Sql {
  const events = ofKind(query, kind, range)
  const { own = [], ofUser = [] } = Object.groupBy(Object.entries(columns), ([, { isOfUser }]) =>
    isOfUser ? 'ofUser' : 'own',
  )
  const rows = sql`
select e.occurred_at as order_at, e.seq as order_seq, e.user_no as user_no${selected(own, paths)}
from (select * from ${events}) as e`
  if (!ofUser.length) return rows
  return sql`
select r.*${selected(ofUser, paths)}
from (${rows}) as r
left any join (
  select user_no, external_id
  from ${usersOf(query.project)}
  where user_no in (select user_no from ${events})
) as u on u.user_no = r.user_no`
}

const selected = (columns: [string, ListColumn][], paths: string[]): Sql =>
  joined(
    columns.map(([column, { type, sql: value }]) => {
      const written = type === 'JSON' ? objectText(raw(value), paths) : raw(value)
      return sql`, ${written} as ${name(column)}`
    }),
    '',
  )

/** The number of these events on each day of UTC. */
export const eventsPerDay = (query: ListQuery, kind: string | undefined): Sql => sql`
select toString(toDate(occurred_at)) as day, count() as events
from ${ofKind(query, kind)}
group by day
order by day`

export const ofKind = (query: ListQuery, kind: string | undefined, range?: Range): Sql =>
  kind === undefined
    ? matchingEvents(query, range)
    : sql`${matchingEvents(query, range)} and kind = ${text(kind)}`
