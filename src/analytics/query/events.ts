import { eventsOf } from '../../clickhouse/scope.ts'
import { instant, integers, type Sql, sql } from '../../clickhouse/sql.ts'
import { type Query } from './query.ts'
import { type Range } from './range.ts'

/** The events of a range; with a segment only those of its users. */
export const eventsIn = (
  { project, members }: Pick<Query, 'project' | 'members'>,
  { from, to }: Range,
): Sql =>
  sql`${eventsOf(project)} where occurred_at >= ${instant(from)} and occurred_at < ${instant(to)}${members ? sql` and ${members}` : sql``}`

/**
 * The start of the bucket that an event falls into, in milliseconds; `at` is the time of the event in milliseconds. The
 * edges come from `calendar.ts`, so that ClickHouse needs no time zone: a search among 5,000 edges costs as much as
 * `toDate`.
 */
export const bucketOf = (edges: Date[], at = sql`toUnixTimestamp64Milli(occurred_at)`): Sql =>
  sql`roundDown(${at}, ${integers(edges.map(edge => edge.getTime()))})`
