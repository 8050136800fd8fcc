import { array, int, integer, joined, name, type Sql, sql, texts } from '../../clickhouse/sql.ts'
import { type EventMatchInput } from '../../schema/behavior/event-match-input.ts'
import { PathDirection, type PathLinkInput } from '../../schema/behavior/paths.ts'
import { type FilterInput } from '../../schema/filter-input.ts'
import { isActive } from '../query/active.ts'
import { matchCondition } from '../query/event-match.ts'
import { factsOfMeasured } from '../query/measure/measured.ts'
import { type Query } from '../query/query.ts'
import { type Range } from '../query/range.ts'

/** What is asked of the facts, whichever numbers are wanted. */
export interface PathsQuestion {
  anchor: EventMatchInput
  range: Range
  filter?: FilterInput | null
  direction: PathDirection
  depth: number
  maxGapSeconds: number
  collapseRepeats: boolean
}

/** What is counted: the anchor by itself, the links of a step, by its depth, or whole paths. */
export const parts = { anchor: 0, whole: -1 } as const

/** Events in a row, how often they happened; `kinds` and `all` are of everything in the same part. */
export interface PathsRow {
  part: number
  events: string[]
  occurrences: number
  users: number
  medianSeconds: number
  kinds: number
  all: number
}

const dayMs = 86_400_000

/**
 * The anchor, and the most frequent links of each step and whole paths as far as they are wanted: all from one pass,
 * in which an occurrence is a row in every part.
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

/** Everybody whom the anchor, a link or a path happened to: a row with `user_no` for each. */
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

/** Every occurrence of the anchor: `user_no`, and for each step its event, 0 for none, and how far away it is in time. */
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
 * What every fact of a stream is followed by, or preceded: its own name and then, for each step, the name and the
 * milliseconds to it. Whole arrays are shifted, since a function of an element that looks into an array would copy it
 * for every element.
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
 * What each user with an anchor did, in the order of time and, at one instant, of the log: the numbers of the names, the
 * times, the visits that gaps part them into, counted from 1, and whether an anchor in the range is meant. One number
 * holds all of a fact and is sorted by: 56 bits of milliseconds, 50 of its place, 21 of its name, 1 of the anchor.
 */
function streams(query: Query, question: PathsQuestion): Sql {
  const read = readRange(question)
  const { from, to } = question.range
  const isInRange = sql`at >= ${integer(from.getTime() - read.from.getTime())} and at < ${integer(to.getTime() - read.from.getTime())}`
  const repeats = question.collapseRepeats
    ? sql`arrayMap((name, visit, before, visit_before) -> name != before or visit != visit_before, all_names, all_visits, arrayShiftRight(all_names, 1), arrayShiftRight(all_visits, 1, toUInt32(0)))`
    : sql`arrayMap(name -> true, all_names)`
  return sql`(
    with ${namesOf(query, question)} as names
    select user_no,
      arrayMap(key -> toInt64(bitShiftRight(key, 72)), keys) as all_ats,
      arrayMap(key -> toUInt32(bitAnd(bitShiftRight(key, 1), 2097151)), keys) as all_names,
      arrayMap(key -> toUInt8(bitAnd(key, 1)), keys) as all_anchors,
      arrayCumSum(gap -> gap > ${integer(question.maxGapSeconds * 1_000)}, arrayDifference(all_ats)) as all_gaps,
      arrayMap(gaps -> toUInt32(gaps + 1), all_gaps) as all_visits,
      ${repeats} as is_first,
      arrayFilter((at, is_first) -> is_first, all_ats, is_first) as ats,
      arrayFilter((name, is_first) -> is_first, all_names, is_first) as names_of,
      arrayFilter((visit, is_first) -> is_first, all_visits, is_first) as visits,
      arrayMap((at, is_anchor) -> is_anchor and ${isInRange}, ats, ${anchorsOfRuns}) as anchors
    from (
      select user_no, arraySort(groupArray(
        bitShiftLeft(toUInt128(toUnixTimestamp64Milli(occurred_at) - ${integer(read.from.getTime())}), 72)
        + bitShiftLeft(toUInt128(seq), 22) + bitShiftLeft(toUInt128(transform(name, names, range(1, length(names) + 1), 0)), 1)
        + (${matchCondition(query.project, question.anchor, 'anchor')}))) as keys
      from ${factsOfMeasured(query, { range: read, filter: question.filter, only: isActive })}
        and user_no in (
          select user_no
          from ${factsOfMeasured(query, { range: read, filter: question.filter, only: isActive })}
            and ${matchCondition(query.project, question.anchor, 'anchor')})
      group by user_no
    )
  )`
}

/** Repeats in a row are an anchor when any of them is. */
const anchorsOfRuns = sql`arrayMap(run -> arrayMax(run), arraySplit((anchor, is_first) -> is_first, all_anchors, is_first))`

/** The names of the facts that are read: a fact goes by the place of its own. */
const namesOf = (query: Query, question: PathsQuestion): Sql =>
  sql`(select arraySort(groupUniqArray(2000000)(name)) from ${factsOfMeasured(query, {
    range: readRange(question),
    filter: question.filter,
    only: isActive,
  })})`

/** Paths that reach out of the range are followed for as long as they may last, repeats for a day. */
function readRange({ range, depth, maxGapSeconds }: PathsQuestion): Range {
  const reach = dayMs + depth * maxGapSeconds * 1_000
  return { from: new Date(range.from.getTime() - reach), to: new Date(range.to.getTime() + reach) }
}

const stepsOf = ({ depth }: PathsQuestion) => Array.from({ length: depth }, (_, i) => i + 1)

/** The number of the name of the event at step k; the anchor is at step 0. */
const stepName = (k: number): Sql => name('step', k)

/** The milliseconds between the anchor and step k. */
const awayName = (k: number): Sql => name('away', k)

/** A step's part, the two names of its link in the order of time, and the milliseconds between them. */
function linkOf(question: PathsQuestion, k: number): Sql {
  const names = inOrder(question, array([stepName(k - 1), stepName(k)]))
  const milliseconds = k === 1 ? awayName(1) : sql`${awayName(k)} - ${awayName(k - 1)}`
  return sql`(toInt8(${int(k)}), ${names}, ${milliseconds})`
}

/** The part of whole paths, the names, and the milliseconds from end to end: steps that are not there are no time away. */
function wholeOf(question: PathsQuestion): Sql {
  const steps = stepsOf(question)
  const names = array([0, ...steps].map(stepName))
  const path = inOrder(question, sql`arrayFilter(name -> name != 0, ${names})`)
  return sql`(toInt8(${int(parts.whole)}), ${path}, arrayMax(${array(steps.map(awayName))}))`
}

const inOrder = ({ direction }: PathsQuestion, names: Sql): Sql =>
  direction === PathDirection.AFTER ? names : sql`arrayReverse(${names})`
