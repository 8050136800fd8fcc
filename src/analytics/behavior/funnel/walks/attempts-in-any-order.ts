import { array, int, integer, joined, name, type Sql, sql } from '../../../../clickhouse/sql.ts'
import { columnsOfUnit, hasValuePerAttempt } from '../breakdown-value.ts'
import { after, carryBackNotEmpty } from '../carry.ts'
import { exclusionsOf, type FunnelQuestion } from '../funnel-question.ts'
import { isAnyStep, isOneOf } from '../match-number.ts'
import { timeOf } from '../packed-instant.ts'
import { stepsThatShare, subsetsOf } from '../steps-that-share.ts'
import { exclusionAt, nextExclusion } from './exclusions.ts'

/**
 * Every attempt at steps in any order: each event of a step starts one. An event takes one step. Steps of different
 * groups share no event, so each group is counted by itself. By Hall's theorem, r of the n steps of a group are taken
 * once every subset of k steps has had k - (n - r) events that match one of its steps.
 */
export function attemptsInAnyOrder(question: FunnelQuestion, from: Sql): Sql {
  const groups = stepsThatShare(question)
  const subsets = groups.flatMap(subsetsOf)
  return sql`counted as (
  select *,
    ${joined(
      subsets.map(subset => sql`${nextPositions(subset)} as ${nextOf(subset)}`),
      ',\n    ',
    )}
  from ${from}
),
attempts as (
  select ${joined([...columnsOfUnit(question), chain(groups), ...timesOfExclusions(question)], ',\n    ')}
  from counted
  array join ${joined(columnsOfEvents(question, subsets))}
  where ${isAnyStep()} and ${timeOf(sql`position`)} < ${integer(question.range.to.getTime())}
)`
}

/** For each event, the positions of the next events from it on that match a step of the subset: as many as it has steps. */
const nextOf = (subset: number[]): Sql => name('next', ...subset)

function nextPositions(subset: number[]): Sql {
  const isMatch = isOneOf(subset)
  const first = sql`arrayMap((position, matches) -> if(${isMatch}, [position], []), position, matches)`
  const oneMore = (positions: Sql) =>
    sql`arrayMap((position, matches, later) -> if(${isMatch}, arrayConcat([position], later), []),
      position, matches, ${after(carryBackNotEmpty(positions))})`
  return carryBackNotEmpty(subset.slice(1).reduce(oneMore, first))
}

const chain = (groups: number[][][]): Sql =>
  sql`arraySort(arrayFilter(position -> position != 0, ${array(groups.flatMap(takenIn))})) as chain`

/** The positions at which 1, 2, … steps of a group are taken, or 0. */
function takenIn(group: number[][]): Sql[] {
  const steps = group.flat()
  return steps.map((_, i) => {
    const missing = steps.length - (i + 1)
    const needed = subsetsOf(group)
      .filter(subset => subset.length > missing)
      .map(subset => sql`${nextOf(subset)}[${int(subset.length - missing)}]`)
    return needed.length === 1 ? needed[0]! : sql`if(has(${array(needed)}, 0), 0, arrayMax(${array(needed)}))`
  })
}

const timesOfExclusions = (question: FunnelQuestion): Sql[] =>
  exclusionsOf(question).map(i => sql`${nextExclusion(i)} as ${exclusionAt(i)}`)

const columnsOfEvents = (question: FunnelQuestion, subsets: number[][]): Sql[] => [
  sql`position`,
  sql`matches`,
  ...subsets.map(nextOf),
  ...exclusionsOf(question).map(nextExclusion),
  ...(hasValuePerAttempt(question) ? [sql`value`] : []),
]
