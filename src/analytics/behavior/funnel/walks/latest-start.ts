import { array, int, integer, joined, name, type Sql, sql } from '../../../../clickhouse/sql.ts'
import { FunnelAttempt } from '../../../../schema/behavior/funnel-input.ts'
import { type Query } from '../../../query/query.ts'
import { andTookStepOfValue, valueOfAttempt } from '../breakdown-value.ts'
import { before, carryForward } from '../carry.ts'
import { type FunnelQuestion, stepsOf } from '../funnel-question.ts'
import { isStep } from '../match-number.ts'
import { type Matching } from '../matching.ts'
import { timeOf } from '../packed-instant.ts'
import { streams } from '../streams.ts'
import { hasTimeLeft } from './open-attempt.ts'

/**
 * Walks the events of each unit once, for steps in order without exclusions. The array `start_2` holds for each event the
 * latest start from which step 2 has been reached by then: the position of an event of step 1, or 0. The latest start
 * suffices: its window ends last, so a step that an older start reaches is also reached from the latest.
 */
export function latestStart(query: Query, question: FunnelQuestion, matching: Matching): Sql {
  const steps = stepsOf(question)
  const starts = steps.map(k => name('start', k))
  const isOpen = hasTimeLeft(query, question, timeOf(sql`latest_start`))
  return sql`
with ${streams(query, question, matching)},
entered as (
  select *, ${entries(question)} as entries
  from streams
),
walked as (
  select *,
    ${joined(
      steps.map(k => sql`${carryForward(startsAt(question, k))} as ${name('start', k)}`),
      ',\n    ',
    )}
  from entered
)
select
  unit,
  users,
  start_1[-1] as latest_start,
  ${joined(
    starts.map(start => sql`(${start}[-1] != 0)`),
    ' + ',
  )} as depth,
  ${array(starts.map(start => sql`arrayFirst(start -> start != 0, ${start})`))}[depth] as chosen_start,
  arraySlice(${array(starts.map(start => sql`at[indexOf(${start}, chosen_start)]`))}, 1, depth) as reached_at,
  depth < ${int(steps.length)} and ${isOpen} as is_open${valueOfAttempt(question, sql`chosen_start`)}
from walked
where latest_start != 0${andTookStepOfValue(question)}`
}

/** The position of each event that may start an attempt, 0 for other events. */
const entries = ({ range }: FunnelQuestion): Sql =>
  sql`arrayMap((at, matches, position) -> if(${isStep(1)} and at < ${integer(range.to.getTime())}, position, 0), at, matches, position)`

/** The start that an event takes part in: its own for step 1, for a later step one that reached the step before. */
const startsAt = (question: FunnelQuestion, k: number): Sql =>
  k === 1 ? started(question) : continued(question, k)

/** With BEST every entry starts an attempt, with FIRST only the first entry. */
const started = ({ attempt }: FunnelQuestion): Sql =>
  attempt === FunnelAttempt.BEST
    ? sql`entries`
    : sql`arrayMap((entry, nth) -> if(nth = 1, entry, 0), entries, arrayCumSum(entry -> entry != 0, entries))`

/** An event reaches step k from the start that step k - 1 has been reached from before the event, within the window. */
const continued = ({ windowMs }: FunnelQuestion, k: number): Sql =>
  sql`arrayMap((at, matches, start) ->
      if(${isStep(k)} and start != 0 and at - ${timeOf(sql`start`)} <= ${integer(windowMs)}, start, 0),
      at, matches, ${before(name('start', k - 1))})`
