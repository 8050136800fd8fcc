import { integer, integers, joined, raw, type Sql, sql, texts } from '../clickhouse/sql.ts'
import { type EventMatchInput } from '../schema/event-match-input.ts'
import { type FilterInput } from '../schema/filter-input.ts'
import { PathDirection, type PathLinkInput, type PathsInput } from '../schema/paths.ts'
import { type Asked } from './query/ask.ts'
import { isActivity, matchCondition } from './query/event-match.ts'
import { factsOfMeasured } from './query/measured.ts'
import { type Range } from './query/range.ts'

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

export interface TotalRow {
  occurrences: number
  users: number
  /** For each step, how many paths go so far. */
  reached: number[]
}

export interface LinkRow {
  depth: number
  from: string
  to: string
  occurrences: number
  users: number
  medianSeconds: number
  linkCount: number
  all: number
}

export interface PathRow {
  events: string[]
  occurrences: number
  users: number
  medianSeconds: number
  pathCount: number
}

const dayMs = 86_400_000

/** How often the anchor happened, to how many, and how many of the paths go how far. */
export const totalQuery = (asked: Asked, question: PathsQuestion): Sql => sql`
select count() as occurrences, uniqExact(user_no) as users,
  [${perStep(question, k => sql`countIf(${raw(`step_${k}`)} != 0)`)}] as reached
from ${pathsOf(asked, question)}`

/** The most frequent links of each step. */
export const linksQuery = (asked: Asked, question: PathsQuestion, first: number): Sql => sql`
with ${namesOf(asked, question)} as names
select depth, names[pair.1] as from, names[pair.2] as to, count() as occurrences, uniqExact(user_no) as users,
  quantileExactInclusive(0.5)(pair.3) / 1000 as medianSeconds,
  count() over (partition by depth) as linkCount, sum(count()) over (partition by depth) as all
from (
  select user_no, arrayJoin(arrayZip(${integers(stepsOf(question))}, [${perStep(question, linkOf(question))}])) as link,
    link.1 as depth, link.2 as pair
  from ${pathsOf(asked, question)}
)
where pair.1 != 0 and pair.2 != 0
group by depth, pair.1, pair.2
order by depth, occurrences desc, from, to
limit ${integer(first)} by depth`

/** The most frequent whole paths. */
export const wholePathsQuery = (asked: Asked, question: PathsQuestion, first: number): Sql => sql`
with ${namesOf(asked, question)} as names
select arrayMap(name -> names[name], path) as events, count() as occurrences, uniqExact(user_no) as users,
  quantileExactInclusive(0.5)(milliseconds) / 1000 as medianSeconds, count() over () as pathCount
from (
  select user_no, ${wholePath(question)} as path, ${wholeTime(question)} as milliseconds
  from ${pathsOf(asked, question)}
)
group by path
order by occurrences desc, events
limit ${integer(first)}`

/** Everybody whom the anchor, a link or a path happened to: a row with `user_no` for each. */
export function usersOfPaths(
  asked: Asked,
  question: PathsQuestion,
  { link, path }: { link?: PathLinkInput | null; path?: string[] | null },
): Sql {
  const wanted = link
    ? sql`(names[pair.1], names[pair.2]) = (${texts([link.from])}[1], ${texts([link.to])}[1])`
    : path
      ? sql`arrayMap(name -> names[name], path) = ${texts(path)}`
      : sql`true`
  const pair = linkOf(question)(link?.depth ?? 1)
  return sql`
with ${namesOf(asked, question)} as names
select distinct user_no
from (select user_no, ${pair} as pair, ${wholePath(question)} as path from ${pathsOf(asked, question)})
where ${wanted}`
}

/** Every occurrence of the anchor: `user_no`, and for each step its event, 0 for none, and how far away it is in time. */
function pathsOf(asked: Asked, question: PathsQuestion): Sql {
  const columns = stepsOf(question).map(k =>
    raw(`step.${2 * k} as step_${k}, step.${2 * k + 1} as away_${k}`),
  )
  return sql`(
  select user_no, step.1 as step_0, ${joined(columns, ', ')}
  from (
    select user_no, arrayJoin(arrayFilter((step, is_anchor) -> is_anchor, ${stepsOfEach(question)}, anchors)) as step
    from ${streams(asked, question)}
  )
)`
}

/**
 * What every fact of a stream is followed by, or preceded: its own name and then, for each step, the name and the
 * milliseconds to it. Whole arrays are shifted, since a function of an element that looks into an array would copy it
 * for every element.
 */
function stepsOfEach(question: PathsQuestion): Sql {
  const shift = question.direction === PathDirection.AFTER ? 'arrayShiftLeft' : 'arrayShiftRight'
  const columns = stepsOf(question).map(k => {
    const isThere = `${shift}(visits, ${k}, toUInt32(0)), visits`
    return `arrayMap((name, there, here) -> if(there = here, name, 0), ${shift}(names_of, ${k}), ${isThere}),
      arrayMap((at, there, here, now) -> if(there = here, toInt64(abs(at - now)), 0), ${shift}(ats, ${k}), ${isThere}, ats)`
  })
  return raw(`arrayZip(names_of, ${columns.join(',\n      ')})`)
}

/**
 * What each user with an anchor did, in the order of time and, at one instant, of the log: the numbers of the names, the
 * times, the visits that gaps part them into, counted from 1, and whether an anchor in the range is meant. One number
 * holds all of a fact and is sorted by: 42 bits of milliseconds, 64 of its place, 21 of its name, 1 of the anchor.
 */
function streams(asked: Asked, question: PathsQuestion): Sql {
  const read = readRange(question)
  const { from, to } = question.range
  const isInRange = (at: string) =>
    sql`${raw(at)} >= ${integer(from.getTime() - read.from.getTime())} and ${raw(at)} < ${integer(to.getTime() - read.from.getTime())}`
  const repeats = question.collapseRepeats
    ? raw(
        'arrayMap((name, visit, before, visit_before) -> name != before or visit != visit_before, all_names, all_visits, arrayShiftRight(all_names, 1), arrayShiftRight(all_visits, 1, toUInt32(0)))',
      )
    : raw('arrayMap(name -> true, all_names)')
  return sql`(
    with ${namesOf(asked, question)} as names
    select user_no,
      arrayMap(key -> toInt64(bitShiftRight(key, 86)), keys) as all_ats,
      arrayMap(key -> toUInt32(bitAnd(bitShiftRight(key, 1), 2097151)), keys) as all_names,
      arrayMap(key -> toUInt8(bitAnd(key, 1)), keys) as all_anchors,
      arrayCumSum(gap -> gap > ${integer(question.maxGapSeconds * 1_000)}, arrayDifference(all_ats)) as all_gaps,
      arrayMap(gaps -> toUInt32(gaps + 1), all_gaps) as all_visits,
      ${repeats} as is_first,
      arrayFilter((at, is_first) -> is_first, all_ats, is_first) as ats,
      arrayFilter((name, is_first) -> is_first, all_names, is_first) as names_of,
      arrayFilter((visit, is_first) -> is_first, all_visits, is_first) as visits,
      arrayMap((at, is_anchor) -> is_anchor and ${isInRange('at')}, ats, ${anchorsOfRuns}) as anchors
    from (
      select user_no, arraySort(groupArray(
        bitShiftLeft(toUInt128(toUnixTimestamp64Milli(occurred_at) - ${integer(read.from.getTime())}), 86)
        + bitShiftLeft(toUInt128(seq), 22) + bitShiftLeft(toUInt128(transform(name, names, range(1, length(names) + 1), 0)), 1)
        + (${matchCondition(asked.project, question.anchor, 'anchor')}))) as keys
      from ${factsOfMeasured(asked, { range: read, filter: question.filter, only: isActivity })}
        and user_no in (
          select user_no
          from ${factsOfMeasured(asked, { range: read, filter: question.filter, only: isActivity })}
            and ${matchCondition(asked.project, question.anchor, 'anchor')})
      group by user_no
    )
  )`
}

/** Repeats in a row are an anchor when any of them is. */
const anchorsOfRuns = raw(
  'arrayMap(run -> arrayMax(run), arraySplit((anchor, is_first) -> is_first, all_anchors, is_first))',
)

/** The names of the facts that are read: a fact goes by the place of its own. */
const namesOf = (asked: Asked, question: PathsQuestion): Sql =>
  sql`(select arraySort(groupUniqArray(2000000)(name)) from ${factsOfMeasured(asked, {
    range: readRange(question),
    filter: question.filter,
    only: isActivity,
  })})`

/** Paths that reach out of the range are followed for as long as they may last, repeats for a day. */
function readRange({ range, depth, maxGapSeconds }: PathsQuestion): Range {
  const reach = dayMs + depth * maxGapSeconds * 1_000
  return { from: new Date(range.from.getTime() - reach), to: new Date(range.to.getTime() + reach) }
}

const stepsOf = ({ depth }: Pick<PathsInput, 'depth'>) => Array.from({ length: depth }, (_, i) => i + 1)

const perStep = (question: PathsQuestion, sqlOf: (step: number) => Sql) =>
  joined(stepsOf(question).map(sqlOf), ', ')

/** The two names of a step's link in the order of time, and the milliseconds between them. */
const linkOf =
  ({ direction }: PathsQuestion) =>
  (k: number): Sql => {
    const names = direction === PathDirection.AFTER ? `step_${k - 1}, step_${k}` : `step_${k}, step_${k - 1}`
    return raw(`(${names}, away_${k}${k > 1 ? ` - away_${k - 1}` : ''})`)
  }

function wholePath(question: PathsQuestion): Sql {
  const names = `[step_0, ${stepsOf(question)
    .map(k => `step_${k}`)
    .join(', ')}]`
  const path = `arrayFilter(name -> name != 0, ${names})`
  return raw(question.direction === PathDirection.AFTER ? path : `arrayReverse(${path})`)
}

/** Steps that are not there are no time away. */
const wholeTime = (question: PathsQuestion) =>
  raw(
    `arrayMax([${stepsOf(question)
      .map(k => `away_${k}`)
      .join(', ')}])`,
  )
