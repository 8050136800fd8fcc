import { integer, integers, joined, raw, type Sql, sql } from '../../../clickhouse/sql.ts'
import { ExclusionAction, FunnelAttempt, FunnelOrder } from '../../../schema/behavior/funnel-input.ts'
import { type Query } from '../../query/query.ts'
import { attemptsInAnyOrder } from './attempts-in-any-order.ts'
import { attemptsInOrder } from './attempts-in-order.ts'
import { type FunnelQuestion } from './funnel-question.ts'
import { openUntil, timeOf } from './latest-start.ts'
import { type Matching } from './matching.ts'
import { isAttributed, partOf } from './part.ts'
import { never, streams } from './streams.ts'

/**
 * Walks every attempt of each unit, and keeps the best: the deepest; of those a clean one; of those the one that is
 * through first; of those the latest entry. Where that one is spoiled, the unit is in no step. With `edges` there is a
 * row for each bucket that attempts begin in.
 */
export function bestAttempt(asked: Query, question: FunnelQuestion, matching: Matching, edges?: Date[]): Sql {
  const { order } = question
  return sql`
with ${streams(asked, question, matching)},
met as (
  select *, arrayMap((at, index) -> toInt64(bitShiftLeft(at, 20) + index), at, arrayEnumerate(at)) as place${joined(
    question.exclusions.map((_, i) => nextExclusion(i)),
    '',
  )}
  from ${
    question.exclusions.length
      ? sql`(
    select *, arrayReverseFill(at -> at != -1, arrayMap((at, mask) -> if(mask = 0, -1, at), at, mask)) as step_at
    from streams)`
      : sql`streams`
  }
),
${order === FunnelOrder.UNORDERED ? attemptsInAnyOrder(question) : attemptsInOrder(question)},
judged as (
  select *, arrayMap(chain -> ${timeOf('chain[1]')} + ${integer(question.windowMs)}, chains) as deadlines,
    ${outcome(question, 'stopped_at', ExclusionAction.STOP_ATTEMPT)},
    ${outcome(question, 'spoiled_at', ExclusionAction.DROP_USER)},
    arrayMap((chain, deadline, stopped_at) ->
      arrayFilter(place -> ${timeOf('place')} <= deadline and ${timeOf('place')} < stopped_at, chain), chains, deadlines, stopped_at) as reached,
    arrayMap((spoiled_at, stopped_at) -> spoiled_at != ${never} and spoiled_at <= stopped_at, spoiled_at, stopped_at) as spoiled,
    ${goesOn(asked, question)} as goes_on
  from attempts
),
compared as (
  select *, ${outcomes} as outcomes
  from judged
)
select unit, users, arrayReduce('argMin', outcomes.2, outcomes.1) as best, length(best) as depth,
  arrayMap(place -> ${timeOf('place')}, best) as reached_at,
  arrayExists(goes_on -> goes_on, outcomes.3) and depth < ${integer(question.steps.length)} as is_open${
    edges ? sql`,\n  ${bucketOf(edges)} as bucket` : sql``
  }${partOf(question, matching, 'best[1]')}
from ${edges ? perBucket(question, edges) : sql`(select * except outcomes, ${firstOnly(question)} as outcomes from compared)`}
where not arrayReduce('argMin', outcomes.4, outcomes.1)${isAttributed(question)}`
}

/**
 * When an exclusion is met next after each event. One at the instant of a step is ignored: since exclusions come first
 * within an instant, the next step from there on has its time.
 */
const nextExclusion = (i: number): Sql => sql`,
    arrayPushBack(arrayPopFront(arrayReverseFill(at -> at != ${never}, arrayMap((at, mask, excluded, step_at) ->
      if(bitAnd(excluded, ${raw(`${2 ** i}`)}) != 0 and mask = 0 and step_at != at, at, ${never}), at, mask, excluded, step_at))), ${never}) as ${raw(`excluded_${i}`)}`

/** When the first exclusion of this kind is met by each attempt: after its one step, before its other, in time. */
function outcome({ exclusions, order }: FunnelQuestion, name: string, action: ExclusionAction): Sql {
  const met = exclusions.flatMap((exclusion, i) => {
    if (exclusion.action !== action) return []
    const isBefore = sql`(${raw(`chain[${exclusion.toStep}]`)} = 0 or meets < ${timeOf(`chain[${exclusion.toStep}]`)})`
    const strict = order === FunnelOrder.STRICT
    return [
      sql`arrayMap((chain, deadline, meets${raw(strict ? ', broken_at' : '')}) -> if(meets != 0 and meets <= deadline and ${isBefore}${raw(
        strict ? ' and meets <= broken_at' : '',
      )}, meets, ${never}), chains, deadlines, ${raw(`meets_${i}`)}${raw(strict ? ', broken_at' : '')})`,
    ]
  })
  const firstOfAll = met.reduce<Sql | undefined>(
    (first, next) => (first ? sql`arrayMap((a, b) -> least(a, b), ${first}, ${next})` : next),
    undefined,
  )
  return sql`${firstOfAll ?? sql`arrayMap(chain -> ${never}, chains)`} as ${raw(name)}`
}

/** Whether an attempt may still get further: it has time left, and nothing in that time has ended it. */
function goesOn(asked: Query, question: FunnelQuestion): Sql {
  const isStrict = question.order === FunnelOrder.STRICT
  const arrays = raw(`chain, reached, deadline, spoiled, stopped_at${isStrict ? ', broken_at' : ''}`)
  return sql`arrayMap((${arrays}) -> not spoiled and stopped_at = ${never}
        and length(reached) < ${integer(question.steps.length)}${
          isStrict ? sql` and (length(chain) > length(reached) or broken_at > deadline)` : sql``
        }
        and ${openUntil(question, timeOf('chain[1]'))} > ${integer(asked.asOf.getTime())},
      chains, reached, deadlines, spoiled, stopped_at${raw(isStrict ? ', broken_at' : '')})`
}

/** An attempt by what makes it better, the places it reached, whether it goes on, whether it is spoiled. */
const outcomes = sql`arrayMap((reached, spoiled, goes_on) ->
    ((-toInt64(length(reached)), spoiled, reached[-1], -reached[1]), reached, goes_on, spoiled), reached, spoiled, goes_on)`

const firstOnly = ({ attempt }: FunnelQuestion) =>
  attempt === FunnelAttempt.FIRST ? sql`arraySlice(compared.outcomes, 1, 1)` : sql`compared.outcomes`

const bucketOf = (edges: Date[]) =>
  sql`roundDown(${timeOf('best[1]')}, ${integers(edges.map(edge => edge.getTime()))})`

/** Attempts are in the order of their entries: those of one bucket stand together. */
function perBucket(question: FunnelQuestion, edges: Date[]): Sql {
  const starts = integers(edges.map(edge => edge.getTime()))
  const buckets = sql`arrayMap(outcome -> roundDown(${timeOf('outcome.2[1]')}, ${starts}), outcomes)`
  return sql`(
  select * except outcomes, ${firstOnly(question)} as outcomes
  from (
    select * except outcomes, own as outcomes
    from compared
    array join arraySplit((outcome, step) -> step != 0, outcomes, arrayDifference(${buckets})) as own
  ) as compared
)`
}
