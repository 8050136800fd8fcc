import { integer, joined, raw, type Sql, sql } from '../../../clickhouse/sql.ts'
import { FunnelAttempt, FunnelOrder, FunnelUnit } from '../../../schema/behavior/funnel-input.ts'
import { type Query } from '../../query/query.ts'
import { type FunnelQuestion } from './funnel-question.ts'
import { openUntil } from './latest-start.ts'
import { type Matching, named } from './matching.ts'
import { eventsOfFunnel } from './streams.ts'

/** Whether ClickHouse's own function means the same: it knows no times, and one row may serve two equal steps. */
export const isWindowFunnel = (question: FunnelQuestion, { classes }: Matching): boolean =>
  question.order === FunnelOrder.ORDERED &&
  question.unit === FunnelUnit.USER &&
  question.attempt === FunnelAttempt.BEST &&
  !question.exclusions.length &&
  !question.breakdown &&
  classes !== null &&
  new Set(classes).size === classes.length

/** Depths without times. At one instant `windowFunnel` takes the lowest step first, as we do. */
export function windowFunnel(asked: Query, question: FunnelQuestion, matching: Matching): Sql {
  const { steps } = matching
  const entry = sql`${steps[0]!} and occurred_at < fromUnixTimestamp64Milli(${integer(question.range.to.getTime())}, 'UTC')`
  return sql`
select user_no, [user_no] as users, windowFunnel(${integer(question.windowMs)})(
    toUInt64(toUnixTimestamp64Milli(occurred_at)), ${joined([entry, ...steps.slice(1)], ', ')}) as depth,
  maxIf(toUnixTimestamp64Milli(occurred_at), ${entry}) as latest_start,
  depth < ${raw(`${steps.length}`)} and ${openUntil(question, raw('latest_start'))} > ${integer(asked.asOf.getTime())} as is_open
from ${eventsOfFunnel(asked, question)} and ${named(matching)}
group by user_no
having depth > 0`
}
