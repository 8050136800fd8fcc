import { eventsIn } from '../../analytics/query/events.ts'
import { type Range } from '../../analytics/query/range.ts'
import { type Sql, sql } from '../../clickhouse/sql.ts'
import { type ListQuery } from './list.ts'

/** The events of a range, by default that of the export, which its filter and its segment let pass. */
export const matchingEvents = (query: ListQuery, range: Range = query.range): Sql =>
  sql`${eventsIn(query, range)} and ${query.filter}`
