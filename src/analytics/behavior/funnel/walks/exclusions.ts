import { array, int, joined, name, type Sql, sql } from '../../../../clickhouse/sql.ts'
import { type ExclusionAction, FunnelOrder } from '../../../../schema/behavior/funnel-input.ts'
import { after, carryBack } from '../carry.ts'
import { exclusionsOf, type FunnelQuestion } from '../funnel-question.ts'
import { isAnyStep, isExclusion } from '../match-number.ts'
import { never, timeOf } from '../packed-instant.ts'

/** For each event of a unit, the time at which exclusion i comes next after the event, or `never`. */
export const nextExclusion = (i: number): Sql => name('next_exclusion', i)

/** For an attempt, the time at which exclusion i comes next after its `fromStep`; 0 if that step is not reached. */
export const exclusionAt = (i: number): Sql => name('exclusion', i, 'at')

/**
 * The expressions of a `with` that add the arrays `nextExclusion` to `streams`; the last one is `before_exclusions`. An
 * exclusion at the instant of a step is ignored: exclusions come first within an instant, so that step comes next.
 */
export const beforeExclusions = (question: FunnelQuestion): Sql => sql`before_steps as (
  select *, ${nextTimes(sql`(at, matches) -> if(${isAnyStep()}, at, ${never})`, sql`at, matches`)} as next_step_at
  from streams
),
before_exclusions as (
  select *,
    ${joined(
      exclusionsOf(question).map(i => sql`${after(timesOfExclusion(i), never)} as ${nextExclusion(i)}`),
      ',\n    ',
    )}
  from before_steps
)`

const timesOfExclusion = (i: number): Sql =>
  nextTimes(
    sql`(at, matches, next_step_at) -> if(${isExclusion(i)} and next_step_at != at, at, ${never})`,
    sql`at, matches, next_step_at`,
  )

/** For each event the first time other than `never` that the lambda gives for the event or for a later one. */
const nextTimes = (lambda: Sql, arrays: Sql): Sql =>
  carryBack(sql`at -> at != ${never}`, sql`arrayMap(${lambda}, ${arrays})`)

/** When an attempt first meets an exclusion with this action, or `never`. */
export function firstMet(question: FunnelQuestion, action: ExclusionAction): Sql {
  const met = exclusionsOf(question)
    .filter(i => question.exclusions[i - 1]!.action === action)
    .map(i => sql`if(${isMet(question, i)}, ${exclusionAt(i)}, ${never})`)
  return sql`arrayMin(${array([never, ...met])})`
}

/** Whether an attempt meets exclusion i within its window, before its `toStep`, and before a strict funnel is broken. */
function isMet({ exclusions, order }: FunnelQuestion, i: number): Sql {
  const at = exclusionAt(i)
  const toStep = sql`chain[${int(exclusions[i - 1]!.toStep)}]`
  return joined(
    [
      sql`${at} != 0`,
      sql`${at} <= deadline`,
      sql`(${toStep} = 0 or ${at} < ${timeOf(toStep)})`,
      ...(order === FunnelOrder.STRICT ? [sql`${at} <= broken_at`] : []),
    ],
    ' and ',
  )
}
