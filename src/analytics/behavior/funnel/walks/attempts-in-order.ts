import { array, int, integer, joined, name, type Sql, sql } from '../../../../clickhouse/sql.ts'
import { FunnelOrder } from '../../../../schema/behavior/funnel-input.ts'
import { columnsOfUnit, hasValuePerAttempt } from '../breakdown-value.ts'
import { after, carryBackNotEmpty } from '../carry.ts'
import { exclusionsOf, type FunnelQuestion, stepsOf } from '../funnel-question.ts'
import { isStep } from '../match-number.ts'
import { timeOf } from '../packed-instant.ts'
import { exclusionAt, nextExclusion } from './exclusions.ts'

/**
 * Every attempt at steps in order. The steps are walked from the last one to the first. The array `links_2` holds for
 * each event of step 2 the link of this event, followed by the links of the later steps, each of the first event that can
 * take the step. For other events it holds an empty array.
 *
 * A link is the position of an event, then for each exclusion the time at which the exclusion comes next, then in a
 * strict funnel the next instant: an event after that instant does not follow right after this one.
 */
export function attemptsInOrder(question: FunnelQuestion, from: Sql): Sql {
  const link = linkColumns(question)
  const entryTime = timeOf(sql`links[1]`)
  return sql`linked as (
  select *, arrayMap((${joined(link)}) -> ${array(link)}, ${joined(link)}) as link
  from ${from}
),
chained as (
  select *,
    ${joined(
      stepsOf(question)
        .toReversed()
        .map(k => sql`${linksFrom(question, k)} as ${name('links', k)}`),
      ',\n    ',
    )}
  from linked
),
attempts as (
  select ${joined([...columnsOfUnit(question), chain(question), ...timesInLinks(question)], ',\n    ')}
  from chained
  array join links_1 as links${hasValuePerAttempt(question) ? sql`, value` : sql``}
  where notEmpty(links) and ${entryTime} < ${integer(question.range.to.getTime())}
)`
}

function linksFrom(question: FunnelQuestion, k: number): Sql {
  if (k === question.steps.length)
    return sql`arrayMap((matches, link) -> if(${isStep(k)}, link, []), matches, link)`
  const isNext = sql`${timeOf(sql`later[1]`)} <= link[-1]`
  const later = question.order === FunnelOrder.STRICT ? sql`if(${isNext}, later, [])` : sql`later`
  const next = after(carryBackNotEmpty(name('links', k + 1)))
  return sql`arrayMap((matches, link, later) -> if(${isStep(k)}, arrayConcat(link, ${later}), []),
      matches, link, ${next})`
}

const linkColumns = (question: FunnelQuestion): Sql[] => [
  sql`position`,
  ...exclusionsOf(question).map(nextExclusion),
  ...(question.order === FunnelOrder.STRICT ? [sql`next_at`] : []),
]

/** Element `offset` of the link of step k, counted from 1. */
const inLink = (question: FunnelQuestion, k: number, offset: number): Sql =>
  sql`links[${int((k - 1) * linkColumns(question).length + offset)}]`

const chain = (question: FunnelQuestion): Sql =>
  sql`arrayFilter(position -> position != 0, ${array(stepsOf(question).map(k => inLink(question, k, 1)))}) as chain`

const timesInLinks = (question: FunnelQuestion): Sql[] => [
  ...question.exclusions.map(
    ({ fromStep }, i) => sql`${inLink(question, fromStep, 2 + i)} as ${exclusionAt(i + 1)}`,
  ),
  ...(question.order === FunnelOrder.STRICT ? [sql`links[-1] as broken_at`] : []),
]
