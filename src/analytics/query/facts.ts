import { factsOf } from '../../clickhouse/scope.ts'
import { instant, integers, type Sql, sql } from '../../clickhouse/sql.ts'
import { type Range } from './range.ts'

/** The facts of the project that happened in a range. */
export const factsIn = (project: string, { from, to }: Range): Sql =>
  sql`${factsOf(project)} where occurred_at >= ${instant(from)} and occurred_at < ${instant(to)}`

/**
 * The start of the bucket that a fact falls into, as milliseconds. The edges come from the one calendar in
 * `calendar.ts`: ClickHouse needs no time zone, and a search among at most 5,000 edges costs what `toDate` does.
 */
export const bucketOf = (edges: Date[]): Sql =>
  sql`roundDown(toUnixTimestamp64Milli(occurred_at), ${integers(edges.map(edge => edge.getTime()))})`
