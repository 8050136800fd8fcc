import { integer, joined, raw, type Sql, sql } from '../../../clickhouse/sql.ts'
import { badInput } from '../../../errors.ts'
import { type FunnelQuestion } from './funnel-question.ts'
import { isSameStep } from './matching.ts'
import { mayOverlap } from './step-matches.ts'

/** Steps that are the same: `bits` in a mask, and how many events they want. */
interface StepClass {
  bits: number
  wants: number
  first: number
}

/**
 * Every attempt at steps in any order: `chains`, where the first, the second … distinct step would be reached. One
 * event serves one step. Steps that no event can share are looked at apart; of those that may share, r can be served
 * once every set of them has had enough events that serve one of the set (Hall's theorem).
 */
export function attemptsInAnyOrder(question: FunnelQuestion): Sql {
  const groups = groupsThatShare(question)
  const wanted = groups.flatMap(group => subsetsOf(group).map(subset => ({ ...subset, group })))
  return sql`served as (
  select *,
    ${joined(
      wanted.map(({ bits, wants }) => nextOf(bits, wants)),
      ',\n    ',
    )}
  from met
),
attempted as (
  select *, arrayMap(place -> bitShiftRight(place, 20) < ${integer(question.range.to.getTime())}, place) as is_entry,
    arrayFilter((chain, is_entry, mask) -> is_entry and mask != 0, arrayMap((${raw(wanted.map(({ bits }) => `next_${bits}`).join(', '))}) ->
      arraySort(arrayFilter(place -> place != 0, arrayConcat(${joined(groups.map(servedBy), ', ')}))),
      ${raw(wanted.map(({ bits }) => `next_${bits}`).join(', '))}), is_entry, mask) as chains
  from served
),
attempts as (
  select *${joined(
    question.exclusions.map(
      (_, i) => sql`,
    arrayFilter((meets, is_entry, mask) -> is_entry and mask != 0, excluded_${raw(`${i}`)}, is_entry, mask) as meets_${raw(`${i}`)}`,
    ),
    '',
  )}
  from attempted
  where notEmpty(chains)
)`
}

/** The places of the next events that match one of the steps, from each event on: as many as they want. */
function nextOf(bits: number, wants: number): Sql {
  const last = raw(
    `arrayMap((place, mask) -> if(bitAnd(mask, ${bits}) != 0, [place], emptyArrayInt64()), place, mask)`,
  )
  let chain = last
  for (let i = 1; i < wants; i++)
    chain = sql`arrayMap((place, mask, later) -> if(bitAnd(mask, ${raw(`${bits}`)}) != 0, arrayConcat([place], later), emptyArrayInt64()),
      place, mask, arrayPushBack(arrayPopFront(arrayReverseFill(chain -> notEmpty(chain), ${chain})), emptyArrayInt64()))`
  return sql`arrayReverseFill(chain -> notEmpty(chain), ${chain}) as ${raw(`next_${bits}`)}`
}

/** When the first, the second … step of a group is served; 0 for never. */
function servedBy(group: StepClass[]): Sql {
  const all = group.reduce((sum, { wants }) => sum + wants, 0)
  const subsets = subsetsOf(group)
  const times = Array.from({ length: all }, (_, i) => i + 1).map(r => {
    const needed = subsets.flatMap(({ bits, wants }) => {
      const n = r - (all - wants)
      return n > 0 ? [`next_${bits}[${n}]`] : []
    })
    if (needed.length === 1) return needed[0]!
    return `if(arrayExists(place -> place = 0, [${needed.join(', ')}]), 0, greatest(${needed.join(', ')}))`
  })
  return raw(`[${times.join(', ')}]`)
}

const mostThatShare = 6

/** @throws INVALID_STEPS when too many different steps may be served by one event */
function groupsThatShare({ steps, breakdown }: FunnelQuestion): StepClass[][] {
  // A step that is told apart by its values wants other events than its equals.
  const attributed = (breakdown?.step ?? 0) - 1
  const groups: StepClass[][] = []
  for (const [i, step] of steps.entries()) {
    const sharing = groups.filter(group =>
      group.some(({ first }) => mayOverlap(steps[first]!.alternatives, step.alternatives)),
    )
    const merged = sharing.flat()
    const same = merged.find(
      ({ first }) => isSameStep(steps[first]!, step) && first !== attributed && i !== attributed,
    )
    if (same) {
      same.bits += 2 ** i
      same.wants++
    } else merged.push({ bits: 2 ** i, wants: 1, first: i })
    if (merged.length > mostThatShare)
      throw badInput(
        'INVALID_STEPS',
        'steps',
        `In any order, at most ${mostThatShare} different steps may be taken with the same event.`,
      )
    groups.splice(0, groups.length, ...groups.filter(group => !sharing.includes(group)), merged)
  }
  return groups
}

function subsetsOf(group: StepClass[]): { bits: number; wants: number }[] {
  const subsets: { bits: number; wants: number }[] = []
  for (const { bits, wants } of group)
    subsets.push(...subsets.map(subset => ({ bits: subset.bits + bits, wants: subset.wants + wants })), {
      bits,
      wants,
    })
  return subsets
}
