import { integer, integers, raw, type Sql, sql } from '../../../clickhouse/sql.ts'
import { FunnelAttribution, FunnelOrder, FunnelRangeMode } from '../../../schema/behavior/funnel-input.ts'
import { eventsIn } from '../../query/events.ts'
import { filterCondition } from '../../query/filter.ts'
import { type Query } from '../../query/query.ts'
import { type Range } from '../../query/range.ts'
import { type FunnelQuestion } from './funnel-question.ts'
import {
  bitsOf,
  bitsOfClasses,
  classOf,
  entryCondition,
  type Matching,
  named,
  needsOthers,
} from './matching.ts'
import { isCut, longestGapMs, unitOf } from './unit.ts'

/**
 * What each unit did, as the steps of a `with`: the last one, `streams`, has a row for each unit with `users` and
 * arrays aligned by index, in the order of the funnel: `at` in milliseconds, `mask`, the steps that it matches as
 * bits, `excluded`, the exclusions, and `value` that it is broken down by. A strict funnel also has `next_at`, the next
 * instant at which anything happened.
 *
 * Events are ordered by time, at one instant by the lowest step they match, then by their position in the log.
 */
export const streams = (asked: Query, question: FunnelQuestion, matching: Matching): Sql => sql`
${grouped(asked, question, matching)},
${needsOthers(question) ? withoutOthers(question, matching) : sql``}streams as (
  select *, ${matching.classes ? toldByClass(matching) : toldByTuple(matching)}${
    question.order === FunnelOrder.STRICT
      ? sql`,
    arrayReverseFill((next, at) -> next != at, next_event_at, at) as next_at`
      : sql``
  }
  from ${needsOthers(question) ? sql`kept` : sourceOf(question, matching)}
)`

/** With ENTRY, steps after the first may follow the range by up to the window. */
function readRange({ rangeMode, windowMs, range }: FunnelQuestion): Range {
  if (rangeMode === FunnelRangeMode.CLIP) return range
  return { from: range.from, to: new Date(range.to.getTime() + windowMs) }
}

/** The events that a funnel is about. */
export const eventsOfFunnel = (asked: Query, question: FunnelQuestion): Sql =>
  sql`${eventsIn(asked, readRange(question))} and ${unitOf(question.unit).isIn}${
    question.filter ? sql` and ${filterCondition(asked.project, question.filter)}` : sql``
  }`

const grouped = (asked: Query, question: FunnelQuestion, matching: Matching): Sql => {
  const { key, users } = unitOf(question.unit)
  return sql`walked as (
  select ${key} as unit, ${users} as users, arraySort(groupArray(${orderedEvent(question, matching)})) as events
  from ${eventsOfFunnel(asked, question)} and ${whichEvents(asked, question, matching)}
  group by unit
)`
}

/** Events of units that cannot enter are not read beyond what tells so. */
function whichEvents(asked: Query, question: FunnelQuestion, matching: Matching): Sql {
  if (!needsOthers(question))
    return matching.names ? named(matching) : sql`(${anyOf([...matching.steps, ...matching.exclusions])})`
  const { key, isIn } = unitOf(question.unit)
  return sql`${key} in (
      select ${key} from ${eventsIn(asked, question.range)} and ${isIn} and ${entryCondition(question, matching)})`
}

const anyOf = (conditions: Sql[]) =>
  conditions.reduce((all, condition) => (all ? sql`${all} or ${condition}` : condition))

const milliseconds = sql`toUnixTimestamp64Milli(occurred_at)`

function orderedEvent(question: FunnelQuestion, matching: Matching): Sql {
  const { classes, value } = matching
  if (classes) return sql`${milliseconds} * 64 + ${classOf(matching, { classes }, question)}`
  const bits = bitsOf(matching.steps)
  const lowest = sql`if(${bits} = 0, 31 * (${bitsOf(matching.exclusions)} = 0), 31 + bitCount(bitXor(${bits}, ${bits} - 1)))`
  return sql`(${milliseconds} * 64 + ${lowest}, seq, toUInt32(${bits}), toUInt32(${bitsOf(matching.exclusions)}), ${value ?? sql`''`})`
}

function toldByClass(matching: Matching): Sql {
  const bits = bitsOfClasses(matching)
  const bitsOfEvents = (numbers: number[]) =>
    sql`arrayMap(event -> arrayElement(${integers(numbers)}, bitAnd(event, 63) + 1), events)`
  return sql`arrayMap(event -> bitShiftRight(event, 6), events) as at,
    ${bitsOfEvents(bits.steps)} as mask${
      matching.exclusions.length ? sql`,\n    ${bitsOfEvents(bits.exclusions)} as excluded` : sql``
    }`
}

const toldByTuple = ({
  exclusions,
  value,
}: Matching): Sql => sql`arrayMap(event -> bitShiftRight(event.1, 6), events) as at,
    events.3 as mask${exclusions.length ? sql`, events.4 as excluded` : sql``}${value ? sql`, events.5 as value` : sql``}`

/** Sessions are cut out of what a user did; a funnel for each value has a row for each. */
function sourceOf({ unit, breakdown, steps }: FunnelQuestion, matching: Matching): Sql {
  const cut = isCut(unit) ? cutAtGaps(matching) : sql`walked`
  if (breakdown?.attribution === FunnelAttribution.EACH_VALUE)
    return eachValue(cut, 2 ** steps.length - 1, ofValue)
  if (breakdown?.attribution === FunnelAttribution.STEP) {
    const bit = 2 ** (breakdown.step! - 1)
    return eachValue(cut, bit, otherwiseNotStep(bit))
  }
  return cut
}

function cutAtGaps({ classes }: Matching): Sql {
  const at = raw(classes ? 'bitShiftRight(event, 6)' : 'bitShiftRight(event.1, 6)')
  return sql`(
    select * except (walked_unit, session), (walked_unit, session[1]) as unit, session as events
    from (
      select users, unit as walked_unit, arrayJoin(if(unit.1 = '',
        arraySplit((event, gap) -> gap > ${longestGapMs}, events, arrayDifference(arrayMap(event -> ${at}, events))), [events])) as session
      from walked
    )
  )`
}

const eachValue = (from: Sql, bits: number, restricted: Sql): Sql => sql`(
    select unit, users, part, ${restricted} as events
    from (
      select unit, users, events as all_events, arrayJoin(arrayDistinct(arrayMap(event -> event.5,
        arrayFilter(event -> bitAnd(event.3, ${integer(bits)}) != 0, events)))) as part
      from ${from}
    )
  )`

const ofValue = sql`arrayFilter(event -> event.5 = part, all_events)`

const otherwiseNotStep = (bit: number) =>
  sql`arrayMap(event -> (event.1, event.2, toUInt32(if(event.5 = part, event.3, bitAnd(event.3, bitNot(toUInt32(${integer(bit)}))))), event.4, event.5), all_events)`

/** Later than anything that happens. */
export const never = raw('4000000000000')

/**
 * Only what is a step or an exclusion is walked; what else happened tells when the next thing did. Within an instant it
 * comes before the steps, so that what follows the last step is the next instant.
 */
function withoutOthers(question: FunnelQuestion, matching: Matching): Sql {
  const key = raw(matching.classes ? 'event' : 'event.1')
  const matters = sql`bitAnd(${key}, 63) != 31`
  const nextAt = sql`arrayFilter((next, event) -> ${matters},
      arrayMap(event -> bitShiftRight(${key}, 6), arrayPopFront(all_events)), arrayPopBack(all_events))`
  const isLastKept = sql`arrayExists(event -> ${matters}, arraySlice(all_events, -1))`
  return sql`kept as (
  select * except all_events, arrayFilter(event -> ${matters}, all_events) as events${
    question.order === FunnelOrder.STRICT
      ? sql`,
    if(${isLastKept}, arrayPushBack(${nextAt}, ${never}), ${nextAt}) as next_event_at`
      : sql``
  }
  from (select * except events, events as all_events from ${sourceOf(question, matching)})
  where arrayExists(event -> bitAnd(${key}, 63) > 31, all_events)
),
`
}
