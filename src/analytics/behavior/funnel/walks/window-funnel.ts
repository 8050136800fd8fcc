import { bound, instant, int, joined, type Sql, sql } from '../../../../clickhouse/sql.ts'
import { FunnelAttempt, FunnelOrder, FunnelUnit } from '../../../../schema/behavior/funnel-input.ts'
import { type Query } from '../../../query/query.ts'
import { funnelEvents } from '../funnel-events.ts'
import { type FunnelQuestion } from '../funnel-question.ts'
import { type Matching } from '../matching.ts'
import { hasTimeLeft } from './open-attempt.ts'

/** Whether ClickHouse's `windowFunnel` gives the same depths. It has no times, and one event may take two equal steps. */
export const isWindowFunnel = (question: FunnelQuestion, { isDisjoint, equalSteps }: Matching): boolean =>
  question.order === FunnelOrder.ORDERED &&
  question.unit === FunnelUnit.USER &&
  question.attempt === FunnelAttempt.BEST &&
  !question.exclusions.length &&
  !question.breakdown &&
  isDisjoint &&
  new Set(equalSteps).size === equalSteps.length

/** The type that a shard reads in the text: with another one, its states could not be merged. */
const milliseconds = bound('UInt64')

/** The depth of each user, without times. At one instant `windowFunnel` takes the lowest step first, as the walks do. */
export function windowFunnel(query: Query, question: FunnelQuestion, matching: Matching): Sql {
  const [first, ...later] = matching.steps
  const entry = sql`${first!} and occurred_at < ${instant(question.range.to)}`
  const at = sql`toUnixTimestamp64Milli(occurred_at)`
  return sql`
select
  user_no,
  [user_no] as users,
  windowFunnel(${milliseconds(question.windowMs)})(toUInt64(${at}), ${joined([entry, ...later])}) as depth,
  maxIf(${at}, ${entry}) as latest_start,
  depth < ${int(matching.steps.length)} and ${hasTimeLeft(query, question, sql`latest_start`)} as is_open
from ${funnelEvents(query, question, matching)}
group by user_no
having depth > 0`
}
