import { integer, integers, raw, type Sql, sql } from '../../../clickhouse/sql.ts'
import { FunnelAttribution, FunnelOrder, FunnelRangeMode } from '../../../schema/behavior/funnel-input.ts'
import { factsIn } from '../../query/facts.ts'
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
 * Facts are ordered by time, at one instant by the lowest step they match, then by their position in the log.
 */
export const streams = (asked: Query, question: FunnelQuestion, matching: Matching): Sql => sql`
${grouped(asked, question, matching)},
${needsOthers(question) ? withoutOthers(question, matching) : sql``}streams as (
  select *, ${matching.classes ? toldByClass(matching) : toldByTuple(matching)}${
    question.order === FunnelOrder.STRICT
      ? sql`,
    arrayReverseFill((next, at) -> next != at, next_fact_at, at) as next_at`
      : sql``
  }
  from ${needsOthers(question) ? sql`kept` : sourceOf(question, matching)}
)`

/** With ENTRY, steps after the first may follow the range by up to the window. */
function readRange({ rangeMode, windowMs, range }: FunnelQuestion): Range {
  if (rangeMode === FunnelRangeMode.CLIP) return range
  return { from: range.from, to: new Date(range.to.getTime() + windowMs) }
}

/** The facts that a funnel is about. */
export const factsOfFunnel = (asked: Query, question: FunnelQuestion): Sql =>
  sql`${factsIn(asked, readRange(question))} and ${unitOf(question.unit).isIn}${
    question.filter ? sql` and ${filterCondition(asked.project, question.filter)}` : sql``
  }`

const grouped = (asked: Query, question: FunnelQuestion, matching: Matching): Sql => {
  const { key, users } = unitOf(question.unit)
  return sql`walked as (
  select ${key} as unit, ${users} as users, arraySort(groupArray(${orderedFact(question, matching)})) as facts
  from ${factsOfFunnel(asked, question)} and ${whichFacts(asked, question, matching)}
  group by unit
)`
}

/** Facts of units that cannot enter are not read beyond what tells so. */
function whichFacts(asked: Query, question: FunnelQuestion, matching: Matching): Sql {
  if (!needsOthers(question))
    return matching.names ? named(matching) : sql`(${anyOf([...matching.steps, ...matching.exclusions])})`
  const { key, isIn } = unitOf(question.unit)
  return sql`${key} in (
      select ${key} from ${factsIn(asked, question.range)} and ${isIn} and ${entryCondition(question, matching)})`
}

const anyOf = (conditions: Sql[]) =>
  conditions.reduce((all, condition) => (all ? sql`${all} or ${condition}` : condition))

const milliseconds = sql`toUnixTimestamp64Milli(occurred_at)`

function orderedFact(question: FunnelQuestion, matching: Matching): Sql {
  const { classes, value } = matching
  if (classes) return sql`${milliseconds} * 64 + ${classOf(matching, { classes }, question)}`
  const bits = bitsOf(matching.steps)
  const lowest = sql`if(${bits} = 0, 31 * (${bitsOf(matching.exclusions)} = 0), 31 + bitCount(bitXor(${bits}, ${bits} - 1)))`
  return sql`(${milliseconds} * 64 + ${lowest}, seq, toUInt32(${bits}), toUInt32(${bitsOf(matching.exclusions)}), ${value ?? sql`''`})`
}

function toldByClass(matching: Matching): Sql {
  const bits = bitsOfClasses(matching)
  const bitsOfFacts = (numbers: number[]) =>
    sql`arrayMap(fact -> arrayElement(${integers(numbers)}, bitAnd(fact, 63) + 1), facts)`
  return sql`arrayMap(fact -> bitShiftRight(fact, 6), facts) as at,
    ${bitsOfFacts(bits.steps)} as mask${
      matching.exclusions.length ? sql`,\n    ${bitsOfFacts(bits.exclusions)} as excluded` : sql``
    }`
}

const toldByTuple = ({
  exclusions,
  value,
}: Matching): Sql => sql`arrayMap(fact -> bitShiftRight(fact.1, 6), facts) as at,
    facts.3 as mask${exclusions.length ? sql`, facts.4 as excluded` : sql``}${value ? sql`, facts.5 as value` : sql``}`

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
  const at = raw(classes ? 'bitShiftRight(fact, 6)' : 'bitShiftRight(fact.1, 6)')
  return sql`(
    select * except (walked_unit, session), (walked_unit, session[1]) as unit, session as facts
    from (
      select users, unit as walked_unit, arrayJoin(if(unit.1 = '',
        arraySplit((fact, gap) -> gap > ${longestGapMs}, facts, arrayDifference(arrayMap(fact -> ${at}, facts))), [facts])) as session
      from walked
    )
  )`
}

const eachValue = (from: Sql, bits: number, restricted: Sql): Sql => sql`(
    select unit, users, part, ${restricted} as facts
    from (
      select unit, users, facts as all_facts, arrayJoin(arrayDistinct(arrayMap(fact -> fact.5,
        arrayFilter(fact -> bitAnd(fact.3, ${integer(bits)}) != 0, facts)))) as part
      from ${from}
    )
  )`

const ofValue = sql`arrayFilter(fact -> fact.5 = part, all_facts)`

const otherwiseNotStep = (bit: number) =>
  sql`arrayMap(fact -> (fact.1, fact.2, toUInt32(if(fact.5 = part, fact.3, bitAnd(fact.3, bitNot(toUInt32(${integer(bit)}))))), fact.4, fact.5), all_facts)`

/** Later than anything that happens. */
export const never = raw('4000000000000')

/**
 * Only what is a step or an exclusion is walked; what else happened tells when the next thing did. Within an instant it
 * comes before the steps, so that what follows the last step is the next instant.
 */
function withoutOthers(question: FunnelQuestion, matching: Matching): Sql {
  const key = raw(matching.classes ? 'fact' : 'fact.1')
  const matters = sql`bitAnd(${key}, 63) != 31`
  const nextAt = sql`arrayFilter((next, fact) -> ${matters},
      arrayMap(fact -> bitShiftRight(${key}, 6), arrayPopFront(all_facts)), arrayPopBack(all_facts))`
  const isLastKept = sql`arrayExists(fact -> ${matters}, arraySlice(all_facts, -1))`
  return sql`kept as (
  select * except all_facts, arrayFilter(fact -> ${matters}, all_facts) as facts${
    question.order === FunnelOrder.STRICT
      ? sql`,
    if(${isLastKept}, arrayPushBack(${nextAt}, ${never}), ${nextAt}) as next_fact_at`
      : sql``
  }
  from (select * except facts, facts as all_facts from ${sourceOf(question, matching)})
  where arrayExists(fact -> bitAnd(${key}, 63) > 31, all_facts)
),
`
}
