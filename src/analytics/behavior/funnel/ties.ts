import { array, int, joined, type Sql, sql } from '../../../clickhouse/sql.ts'
import { FunnelAttempt, FunnelOrder, FunnelTies } from '../../../schema/behavior/funnel-input.ts'
import { hasValuePerAttempt } from './breakdown-value.ts'
import { type FunnelQuestion, stepsOf } from './funnel-question.ts'
import { isStep, stepNumber } from './match-number.ts'
import { type Matching } from './matching.ts'
import { toPosition } from './packed-instant.ts'
import { stepsThatShare, subsetsOf } from './steps-that-share.ts'

/** Whether events at one instant may compete for a step, or for the value of an attempt, so that the best order has to be found. */
export const isInBestOrder = (question: FunnelQuestion, { isDisjoint, equalSteps }: Matching): boolean =>
  question.ties === FunnelTies.ANY_ORDER &&
  question.order !== FunnelOrder.UNORDERED &&
  (!isDisjoint || new Set(equalSteps).size < equalSteps.length || hasValuePerAttempt(question))

/**
 * Adds the events of each instant, with all columns that have an element for each event, and `bits`: for each of them that
 * matches a step, a bit for each step.
 */
export function instants(question: FunnelQuestion, from: Sql): Sql {
  const isNext = sql`(event, at, before) -> at != before`
  const [at, matches, ...others] = columnsOf(question)
  const events = sql`arrayZip(${joined([at!, sql`${matches!}::Array(UInt64)`, ...others])})`
  const bits = sql`arrayMap(event -> bitShiftRight(event.2, ${int(stepNumber(1))}), instant)`
  return sql`
  select *,
    arraySplit(${isNext}, ${events}, at, arrayShiftRight(at, 1)) as instants,
    arrayMap(instant -> arrayFilter(bits -> bits != 0, ${bits}), instants) as bits
  from ${from}`
}

/**
 * For each instant at which the order of events matters, the sets of steps that compete for events, and how many events
 * match one of the set. By Hall's theorem, steps can be taken at once if no set has more steps than events.
 */
export function supplies(question: FunnelQuestion, from: Sql): Sql {
  const sets = stepsThatShare(question).flatMap(subsetsOf)
  const steps = sets.map(set => array(set.toSorted((a, b) => a - b).map(int)))
  const bitsOfSets = sets.map(set => int(set.reduce((sum, k) => sum + 2 ** (k - 1), 0)))
  const supply = sql`arrayMap((steps, set) -> (steps, arrayCount(bits -> bitAnd(bits, set) != 0, own)),
      ${array(steps)}, ${array(bitsOfSets)})`
  return sql`
  select *, arrayMap(own -> if(${isContested}, ${supply}, []), bits) as supplies
  from ${from}`
}

/** Whether an instant has several events of steps, of which one matches two steps, or two match the same step. */
const isContested = sql`length(own) > 1
      and arraySum(bits -> bitCount(bits), own) > least(length(own), bitCount(arrayReduce('groupBitOr', own)))`

/**
 * For each such instant the steps in an order that suits every attempt. A block for each step k, from the last step to
 * the first, has the steps from k on that can be taken at once. An attempt that needs step k finds it in block k at the
 * earliest, and the blocks after that take it no further: whoever needs an earlier step gets no further.
 *
 * Example: `A A B` at one instant of A → B → A gives the blocks 3, 2 3 and 1 2 3.
 */
export function sequences(question: FunnelQuestion, from: Sql): Sql {
  const steps = stepsOf(question)
  const none = int(steps.length + 1)
  const missingIn = sql`arrayResize(arrayFilter(step -> step >= k, set.1), set.2 + 1, ${none})[-1]`
  const block = sql`range(k, arrayMin(set -> ${missingIn}, supply))`
  return sql`
  select *,
    arrayMap(supply -> arrayFlatten(arrayMap(k -> ${block}, ${array(steps.toReversed().map(int))})), supplies) as sequences
  from ${from}`
}

/** The streams with an event for each step of a sequence, instead of the events of the instant. */
export function inSequence(question: FunnelQuestion, from: Sql): Sql {
  const columns = columnsOf(question)
  const ofInstant = columns.map((_, i) => sql`instant[1].${int(i + 1)}`)
  ofInstant[1] = sql`bitShiftLeft(toUInt64(1), k + ${int(stepNumber(0))})`
  if (hasValuePerAttempt(question))
    ofInstant[columns.length - 1] = sql`${start(question)}.${int(columns.length)}`
  const rewritten = sql`if(empty(sequence), instant, arrayMap(k -> (${joined(ofInstant)}), sequence))`
  return sql`
  select * replace (
    ${joined(
      columns.map((column, i) => sql`arrayMap(event -> event.${int(i + 1)}, ordered) as ${column}`),
      ',\n    ',
    )},
    arrayMap((event, index) -> ${toPosition(sql`event.1`, sql`index`)}, ordered, arrayEnumerate(ordered)) as position)
  from (
    select *, arrayFlatten(arrayMap((instant, sequence) -> ${rewritten}, instants, sequences)) as ordered
    from ${from}
  )`
}

/** The event of an instant that starts its attempt: the last one that can, as in the order of steps, or the first one. */
const start = ({ attempt }: FunnelQuestion): Sql =>
  sql`${attempt === FunnelAttempt.FIRST ? sql`arrayFirst` : sql`arrayLast`}(event -> ${isStep(1, sql`event.2`)}, instant)`

/** The columns that have an element for each event. */
const columnsOf = (question: FunnelQuestion): Sql[] => [
  sql`at`,
  sql`matches`,
  ...(question.order === FunnelOrder.STRICT ? [sql`next_at`] : []),
  ...(hasValuePerAttempt(question) ? [sql`value`] : []),
]
