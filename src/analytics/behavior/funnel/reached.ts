import { type Sql } from '../../../clickhouse/sql.ts'
import { FunnelOrder } from '../../../schema/behavior/funnel-input.ts'
import { type Query } from '../../query/query.ts'
import { bestAttempt } from './best-attempt.ts'
import { type FunnelQuestion } from './funnel-question.ts'
import { latestStart } from './latest-start.ts'
import { matchingOf } from './matching.ts'
import { isWindowFunnel, windowFunnel } from './window-funnel.ts'

/** What is needed beside how deep each unit got. */
interface Needs {
  times: boolean
  /** Starts of buckets: then there is a row for each bucket that a unit entered in. */
  edges?: Date[]
}

/**
 * A row for each unit that entered: `users`, who it is, `depth`, the steps it reached, `is_open`, whether it may yet
 * get further, `reached_at`, when it took each step, and `part`, the value it stands under. Every number and every list
 * of a funnel is taken from here.
 */
export function reached(asked: Query, question: FunnelQuestion, { times, edges }: Needs): Sql {
  const matching = matchingOf(asked, question)
  if (edges || question.order !== FunnelOrder.ORDERED || question.exclusions.length)
    return bestAttempt(asked, question, matching, edges)
  if (!times && isWindowFunnel(question, matching)) return windowFunnel(asked, question, matching)
  return latestStart(asked, question, matching)
}
