import { factsOf } from '../../clickhouse/scope.ts'
import { instant, integers, type Sql, sql } from '../../clickhouse/sql.ts'
import { type Asked } from './asked.ts'
import { type Range } from './range.ts'

/** The facts that a question is about and that happened in a range: of its segment's users, if it names one. */
export const factsIn = ({ project, members }: Pick<Asked, 'project' | 'members'>, { from, to }: Range): Sql =>
  sql`${factsOf(project)} where occurred_at >= ${instant(from)} and occurred_at < ${instant(to)}${members ? sql` and ${members}` : sql``}`

/**
 * The start of the bucket that a fact falls into, as milliseconds; `at` is its time as such. The edges come from the one calendar in
 * `calendar.ts`: ClickHouse needs no time zone, and a search among at most 5,000 edges costs what `toDate` does.
 */
export const bucketOf = (edges: Date[], at = sql`toUnixTimestamp64Milli(occurred_at)`): Sql =>
  sql`roundDown(${at}, ${integers(edges.map(edge => edge.getTime()))})`
