import { type Sql } from '../../../clickhouse/sql.ts'
import { FunnelOrder } from '../../../schema/behavior/funnel-input.ts'
import { type Query } from '../../query/query.ts'
import { type FunnelQuestion } from './funnel-question.ts'
import { matchingOf } from './matching.ts'
import { isInBestOrder } from './ties.ts'
import { bestAttempt } from './walks/best-attempt.ts'
import { latestStart } from './walks/latest-start.ts'
import { isWindowFunnel, windowFunnel } from './walks/window-funnel.ts'

/** The columns of `reached`, beside the depth of each unit. */
interface Needs {
  /** When each step was reached. */
  times: boolean
  /** The edges of buckets: a unit has a row for each bucket that it entered in. */
  edges?: Date[]
}

/**
 * A row for each unit that entered: its `users`; `depth`, the number of steps that it reached; `is_open`, whether it may
 * get further; `reached_at`, the time of each step; `breakdown_value`. Every number and every list of a funnel is taken
 * from these rows.
 *
 * Each walk is as fast as its questions allow: docs/decisions/0077 has the measurements.
 */
export function reached(query: Query, question: FunnelQuestion, { times, edges }: Needs): Sql {
  const matching = matchingOf(query, question)
  const isPlain = question.order === FunnelOrder.ORDERED && !question.exclusions.length
  if (edges || !isPlain || isInBestOrder(question, matching))
    return bestAttempt(query, question, matching, edges)
  if (!times && isWindowFunnel(question, matching)) return windowFunnel(query, question, matching)
  return latestStart(query, question, matching)
}
