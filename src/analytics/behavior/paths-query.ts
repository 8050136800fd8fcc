import { array, int, integer, joined, name, type Sql, sql, texts } from '../../clickhouse/sql.ts'
import { dayMs } from '../../durations.ts'
import { type EventMatchInput } from '../../schema/behavior/event-match-input.ts'
import { PathDirection, type PathLinkInput } from '../../schema/behavior/paths.ts'
import { type FilterInput } from '../../schema/filter-input.ts'
import { isActive } from '../query/active.ts'
import { matchCondition } from '../query/event-match.ts'
import { eventsOfMeasured } from '../query/measure/measured.ts'
import { type Query } from '../query/query.ts'
import { type Range } from '../query/range.ts'
import { isAnchorOfKey, nameOfKey, timeOfKey, toEventKey } from './paths-event-key.ts'

/** A question about paths, without the selected fields. */
export interface PathsQuestion {
  anchor: EventMatchInput
  range: Range
  filter?: FilterInput | null
  direction: PathDirection
  depth: number
  maxGapSeconds: number
  collapseRepeats: boolean
}

/** The part of the answer that a row counts: the anchor, whole paths, or the links of a step, by the depth of the step. */
export const parts = { anchor: 0, whole: -1 } as const

/** Events in a row and how often they happened. For the whole part, `kinds` counts the rows and `all` the occurrences. */
export interface PathsRow {
  part: number
  events: string[]
  occurrences: number
  users: number
  medianSeconds: number
  kinds: number
  all: number
}

/**
 * The anchor, and if they are selected the most frequent links of each step and whole paths. The events are read
 * once: an occurrence of the anchor becomes a row in every part.
 */
export const pathsQuery = (
  query: Query,
  question: PathsQuestion,
  { links, whole, first }: { links: boolean; whole: boolean; first: number },
): Sql => sql`
with ${namesOf(query, question)} as names
select part, arrayMap(name -> names[name], row) as events, count() as occurrences, uniqExact(user_no) as users,
  quantileExactInclusive(0.5)(milliseconds) / 1000 as medianSeconds,
  count() over (partition by part) as kinds, sum(count()) over (partition by part) as all
from (
  select user_no, arrayJoin([${joined(
    [
      sql`(toInt8(${int(parts.anchor)}), emptyArrayUInt32(), toInt64(0))`,
      ...(links ? stepsOf(question).map(k => linkOf(question, k)) : []),
      ...(whole ? [wholeOf(question)] : []),
    ],
    ', ',
  )}]) as found, found.1 as part, found.2 as row, found.3 as milliseconds
  from ${pathsOf(query, question)}
)
where not has(row, 0)
group by part, row
order by part, occurrences desc, events
limit ${integer(first)} by part`

/** The users with the anchor, a link or a path: a row with `user_no` for each user. */
export function usersOfPaths(
  query: Query,
  question: PathsQuestion,
  { link, path }: { link?: PathLinkInput | null; path?: string[] | null },
): Sql {
  const found = link ? linkOf(question, link.depth) : wholeOf(question)
  const events = link ? [link.from, link.to] : path
  return sql`
with ${namesOf(query, question)} as names
select distinct user_no
from (select user_no, ${found} as found from ${pathsOf(query, question)})
where ${events ? sql`arrayMap(name -> names[name], found.2) = ${texts(events)}` : sql`true`}`
}

/**
 * A row for each occurrence of the anchor: `user_no`, and for each step the number of the name of its event, 0 for no
 * event, and its distance from the anchor in milliseconds.
 */
function pathsOf(query: Query, question: PathsQuestion): Sql {
  const columns = stepsOf(question).map(
    k => sql`step.${int(2 * k)} as ${stepName(k)}, step.${int(2 * k + 1)} as ${awayName(k)}`,
  )
  return sql`(
  select user_no, step.1 as step_0, ${joined(columns, ', ')}
  from (
    select user_no, arrayJoin(arrayFilter((step, is_anchor) -> is_anchor, ${stepsOfEach(question)}, anchors)) as step
    from ${streams(query, question)}
  )
)`
}

/**
 * For every event of a stream its own name, then for each step the name of the event and its distance in milliseconds.
 * Whole arrays are shifted: a lambda that reads another array makes ClickHouse copy that array for every element.
 */
function stepsOfEach(question: PathsQuestion): Sql {
  const shift = question.direction === PathDirection.AFTER ? sql`arrayShiftLeft` : sql`arrayShiftRight`
  const columns = stepsOf(question).map(k => {
    const visits = sql`${shift}(visits, ${int(k)}, toUInt32(0)), visits`
    return sql`arrayMap((name, there, here) -> if(there = here, name, 0), ${shift}(names_of, ${int(k)}), ${visits}),
      arrayMap((at, there, here, now) -> if(there = here, toInt64(abs(at - now)), 0), ${shift}(ats, ${int(k)}), ${visits}, ats)`
  })
  return sql`arrayZip(names_of, ${joined(columns, ',\n      ')})`
}

/**
 * A row for each user with an anchor, with arrays that have one element for each event: `names_of`, the number of its
 * name; `ats`, its time in milliseconds; `visits`, its visit, counted from 1: a visit ends with a long gap; `anchors`, whether
 * the event is an anchor in the range. Events are sorted by time, at one instant by their position in the log.
 */
function streams(query: Query, question: PathsQuestion): Sql {
  const read = readRange(question)
  const { from, to } = question.range
  const isInRange = sql`at >= ${integer(from.getTime() - read.from.getTime())} and at < ${integer(to.getTime() - read.from.getTime())}`
  const time = sql`toUnixTimestamp64Milli(occurred_at) - ${integer(read.from.getTime())}`
  const nameNumber = sql`transform(name, names, range(1, length(names) + 1), 0)`
  const isAnchor = matchCondition(query.project, question.anchor, 'anchor')
  const repeats = question.collapseRepeats
    ? sql`arrayMap((name, visit, before, visit_before) -> name != before or visit != visit_before, all_names, all_visits, arrayShiftRight(all_names, 1), arrayShiftRight(all_visits, 1, toUInt32(0)))`
    : sql`arrayMap(name -> true, all_names)`
  return sql`(
    with ${namesOf(query, question)} as names
    select user_no,
      arrayMap(key -> ${timeOfKey}, keys) as all_ats,
      arrayMap(key -> ${nameOfKey}, keys) as all_names,
      arrayMap(key -> ${isAnchorOfKey}, keys) as all_anchors,
      arrayCumSum(gap -> gap > ${integer(question.maxGapSeconds * 1_000)}, arrayDifference(all_ats)) as all_gaps,
      arrayMap(gaps -> toUInt32(gaps + 1), all_gaps) as all_visits,
      ${repeats} as is_first,
      arrayFilter((at, is_first) -> is_first, all_ats, is_first) as ats,
      arrayFilter((name, is_first) -> is_first, all_names, is_first) as names_of,
      arrayFilter((visit, is_first) -> is_first, all_visits, is_first) as visits,
      arrayMap((at, is_anchor) -> is_anchor and ${isInRange}, ats, ${anchorsOfRuns}) as anchors
    from (
      select user_no, arraySort(groupArray(
        ${toEventKey({ time, name: nameNumber, isAnchor })})) as keys
      from ${eventsOfMeasured(query, { range: read, filter: question.filter, only: isActive })}
        and user_no in (
          select user_no
          from ${eventsOfMeasured(query, { range: read, filter: question.filter, only: isActive })}
            and ${isAnchor})
      group by user_no
    )
  )`
}

/** Repeats of an event in a row count as an anchor if any of them is an anchor. */
const anchorsOfRuns = sql`arrayMap(run -> arrayMax(run), arraySplit((anchor, is_first) -> is_first, all_anchors, is_first))`

/** The names of all events that are read. An event has the index of its name as a number. */
const namesOf = (query: Query, question: PathsQuestion): Sql =>
  sql`(select arraySort(groupUniqArray(2000000)(name)) from ${eventsOfMeasured(query, {
    range: readRange(question),
    filter: question.filter,
    only: isActive,
  })})`

/** A path may reach out of the range by its longest duration, and repeats in a row by a day more. */
function readRange({ range, depth, maxGapSeconds }: PathsQuestion): Range {
  const reach = dayMs + depth * maxGapSeconds * 1_000
  return { from: new Date(range.from.getTime() - reach), to: new Date(range.to.getTime() + reach) }
}

const stepsOf = ({ depth }: PathsQuestion) => Array.from({ length: depth }, (_, i) => i + 1)

/** The number of the name of the event at step k; the anchor is at step 0. */
const stepName = (k: number): Sql => name('step', k)

/** The milliseconds between the anchor and step k. */
const awayName = (k: number): Sql => name('away', k)

/** The part of a step, the two names of its link in the order of time, and the milliseconds between the two events. */
function linkOf(question: PathsQuestion, k: number): Sql {
  const names = inOrder(question, array([stepName(k - 1), stepName(k)]))
  const milliseconds = k === 1 ? awayName(1) : sql`${awayName(k)} - ${awayName(k - 1)}`
  return sql`(toInt8(${int(k)}), ${names}, ${milliseconds})`
}

/** The part of whole paths, the names, and the milliseconds from end to end. A step without an event has the distance 0. */
function wholeOf(question: PathsQuestion): Sql {
  const steps = stepsOf(question)
  const names = array([0, ...steps].map(stepName))
  const path = inOrder(question, sql`arrayFilter(name -> name != 0, ${names})`)
  return sql`(toInt8(${int(parts.whole)}), ${path}, arrayMax(${array(steps.map(awayName))}))`
}

const inOrder = ({ direction }: PathsQuestion, names: Sql): Sql =>
  direction === PathDirection.AFTER ? names : sql`arrayReverse(${names})`
