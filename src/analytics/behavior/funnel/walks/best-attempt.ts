import { int, integer, joined, type Sql, sql } from '../../../../clickhouse/sql.ts'
import { ExclusionAction, FunnelAttempt, FunnelOrder } from '../../../../schema/behavior/funnel-input.ts'
import { bucketOf } from '../../../query/events.ts'
import { type Query } from '../../../query/query.ts'
import { andTookStepOfValue, hasValuePerAttempt, hasValuePerUnit } from '../breakdown-value.ts'
import { type FunnelQuestion } from '../funnel-question.ts'
import { type Matching } from '../matching.ts'
import { never, timeOf } from '../packed-instant.ts'
import { streams } from '../streams.ts'
import { isInBestOrder } from '../ties.ts'
import { attemptsInAnyOrder } from './attempts-in-any-order.ts'
import { attemptsInOrder } from './attempts-in-order.ts'
import { beforeExclusions, firstMet } from './exclusions.ts'
import { hasTimeLeft } from './open-attempt.ts'

/**
 * Walks every attempt of each unit and keeps the best one: the deepest; of those one that is not spoiled; of those the
 * first to reach its last step; of those the last to start. A unit whose best attempt is spoiled is in no step. Dropped
 * attempts are left out. With `edges` there is a row for each bucket in which attempts of the unit start.
 *
 * `attempts` has a row for each attempt: `chain`, the positions of the steps as if time were unlimited; the columns
 * `exclusionAt`; in a strict funnel `broken_at`, the first instant after the last step with an event.
 */
export function bestAttempt(query: Query, question: FunnelQuestion, matching: Matching, edges?: Date[]): Sql {
  const time = timeOf(sql`position`)
  const hasDropped = question.exclusions.some(({ action }) => action === ExclusionAction.DROP_ATTEMPT)
  const keys = [
    sql`unit`,
    ...(edges ? [sql`bucket`] : []),
    ...(hasValuePerUnit(question) ? [sql`breakdown_value`] : []),
  ]
  return sql`
with ${streams(query, question, matching)},
${attempts(question)},
timed as (
  select *,
    ${timeOf(sql`chain[1]`)} as started_at,
    started_at + ${integer(question.windowMs)} as deadline,
    ${firstMet(question, ExclusionAction.STOP_ATTEMPT)} as stopped_at,
    ${firstMet(question, ExclusionAction.DROP_USER)} as spoiled_at${
      hasDropped ? sql`,\n    ${firstMet(question, ExclusionAction.DROP_ATTEMPT)} as dropped_at` : sql``
    }
  from attempts
),
judged as (
  select *,
    arrayFilter(position -> ${time} <= deadline and ${time} < stopped_at, chain) as reached,
    spoiled_at != ${never} and spoiled_at <= stopped_at as is_spoiled,
    ${goesOn(query, question)} as goes_on,
    ${rank(question, matching)} as rank${
      edges
        ? sql`,
    ${bucketOf(edges, sql`started_at`)} as bucket`
        : sql``
    }
  from timed${hasDropped ? sql`\n  where not (${isDropped})` : sql``}
)
select
  ${joined(keys)},
  any(users) as users,
  argMin(if(is_spoiled, [], reached), rank) as best,
  length(best) as depth,
  arrayMap(position -> ${time}, best) as reached_at,
  ${anyGoesOn(question)} and depth < ${int(question.steps.length)} as is_open${
    hasValuePerAttempt(question) ? sql`,\n  argMin(value, rank) as breakdown_value` : sql``
  }
from judged
group by ${joined(keys)}
having notEmpty(best)${andTookStepOfValue(question)}`
}

function attempts(question: FunnelQuestion): Sql {
  const attemptsOf = question.order === FunnelOrder.UNORDERED ? attemptsInAnyOrder : attemptsInOrder
  if (!question.exclusions.length) return attemptsOf(question, sql`streams`)
  return sql`${beforeExclusions(question)},
${attemptsOf(question, sql`before_exclusions`)}`
}

/** Whether the first exclusion that an attempt meets drops it. */
const isDropped = sql`dropped_at != ${never} and dropped_at <= stopped_at and dropped_at < spoiled_at`

/** Whether an attempt may get further: it has time left, and nothing has ended it. */
function goesOn(query: Query, question: FunnelQuestion): Sql {
  const isUnbroken = sql`(length(chain) > length(reached) or broken_at > deadline)`
  const conditions = [
    sql`not is_spoiled`,
    sql`stopped_at = ${never}`,
    sql`length(reached) < ${int(question.steps.length)}`,
    hasTimeLeft(query, question, sql`started_at`),
    ...(question.order === FunnelOrder.STRICT ? [isUnbroken] : []),
  ]
  return joined(conditions, ' and ')
}

/**
 * The attempt with the lowest rank counts. With BEST one number holds, from the high bits to the low ones, the depth,
 * whether the attempt is spoiled, its last step and its start: ClickHouse compares tuples many times slower. Where the
 * events of one instant have no order, only the time of the last step counts.
 */
function rank(question: FunnelQuestion, matching: Matching): Sql {
  if (question.attempt === FunnelAttempt.FIRST) return sql`chain[1]`
  const last = isInBestOrder(question, matching) ? timeOf(sql`reached[-1]`) : sql`reached[-1]`
  return sql`bitShiftLeft(toInt256(is_spoiled - 2 * length(reached)), 128) + bitShiftLeft(toInt256(${last}), 64) - reached[1]`
}

/** With FIRST only the first attempt may go on. */
const anyGoesOn = ({ attempt }: FunnelQuestion): Sql =>
  attempt === FunnelAttempt.FIRST ? sql`argMin(goes_on, rank)` : sql`max(goes_on)`
