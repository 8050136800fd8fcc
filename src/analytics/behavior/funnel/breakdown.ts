import { usersOf } from '../../../clickhouse/scope.ts'
import { int, joined, name, type Sql, sql, text } from '../../../clickhouse/sql.ts'
import { badInput } from '../../../errors.ts'
import { type FunnelBreakdown } from '../../../schema/behavior/funnel.ts'
import { type BreakdownInput } from '../../../schema/users/audience.ts'
import { type Warning } from '../../../schema/warning.ts'
import { traitOf } from '../../query/dimensions.ts'
import { type Selection } from '../../query/measure/selection.ts'
import { warning } from '../../query/meta.ts'
import { combined, partsOf, toValues } from './combined-value.ts'
import { partsOfEvents } from './matching.ts'
import { type NumbersRow, needsTimes, numbersOf, toNumbers } from './numbers.ts'
import { reached } from './reached.ts'
import { type ResolvedFunnel } from './resolve-funnel.ts'
import { listed } from './users-of-step.ts'

type ValueRow = NumbersRow & { value: string; isOther: number }

/** The funnel of each breakdown value, the values with the most users first, all others together last. */
export async function breakdown(resolved: ResolvedFunnel, selected: Selection): Promise<FunnelBreakdown[]> {
  const { query, question } = resolved
  if (!question.breakdown) return []
  const groups = inGroups(resolved)
  const rows = await query.run<ValueRow>(
    'funnel: breakdown',
    sql`select value, isOther, ${numbersOf(question, needsTimes(selected))}
from (${groups})
group by value, isOther
order by isOther, users[1] desc, value`,
  )
  return rows.map(row => toGroup(resolved, groups, row))
}

function toGroup(resolved: ResolvedFunnel, groups: Sql, row: ValueRow): FunnelBreakdown {
  const isOther = Boolean(Number(row.isOther))
  const values = isOther ? [] : toValues(row.value, resolved.question.breakdown!.by.length)
  const { steps, ...numbers } = toNumbers(resolved.names, row)
  const own = () =>
    sql`select * from (${groups}) where value = ${text(row.value)} and isOther = ${int(Number(isOther))}`
  return { value: values[0] ?? null, values, isOther, ...numbers, steps: listed(resolved, own, steps) }
}

/**
 * The group with these values; none stand for the group of all others. Without `values`, all groups.
 * @throws INVALID_BREAKDOWN unless there is a value for each property of the breakdown, or none
 */
export function groupOf(
  { question }: ResolvedFunnel,
  groups: FunnelBreakdown[],
  values: (string | null)[] | null | undefined,
): FunnelBreakdown[] {
  if (!values) return groups
  const properties = question.breakdown?.by.length ?? 0
  if (values.length && values.length !== properties)
    throw badInput('INVALID_BREAKDOWN', 'values', `values must have ${properties} items, or none.`)
  return groups.filter(group =>
    values.length
      ? !group.isOther && values.every((value, i) => (value || null) === group.values[i])
      : group.isOther,
  )
}

/** The warning that some values are not shown. */
export function notShown({ question }: ResolvedFunnel, byValue: FunnelBreakdown[]): Warning[] {
  if (!byValue.some(({ isOther }) => isOther)) return []
  const { first } = question.breakdown!
  const message = `The ${first} values with the most users are shown, all others together.`
  return [warning('NOT_ALL_SHOWN', message, 'breakdown.first')]
}

/**
 * A row for each unit and group that it counts in. A unit with several of the other values counts once among them, with
 * the deepest of its attempts.
 */
function inGroups(resolved: ResolvedFunnel): Sql {
  const first = int(resolved.question.breakdown!.first)
  return sql`
with counted as (
  select *, count() over (partition by breakdown_value) as units
  from (${reachedByValue(resolved)})
),
ranked as (
  select *, least(dense_rank() over (order by units desc, breakdown_value), ${first} + 1) as rank
  from counted
)
select *, if(rank <= ${first}, breakdown_value, '') as value, rank > ${first} as isOther
from ranked
order by depth desc, reached_at[depth]
limit 1 by unit, rank`
}

/** A row for each unit and breakdown value. A trait is a property of the user, so it does not depend on the events. */
function reachedByValue({ query, question }: ResolvedFunnel): Sql {
  const rows = reached(query, question, { times: true })
  const { by } = question.breakdown!
  const traits = by.flatMap(({ trait }) => trait ?? [])
  if (!traits.length) return rows
  const known = traits.map((trait, i) => sql`${traitOf(trait)} as ${name('trait', i + 1)}`)
  return sql`
select walked.* except (breakdown_value), ${valueWithTraits(by)} as breakdown_value
from (${rows}) as walked
left join (select user_no, ${joined(known)} from ${usersOf(query.project)}) as known on known.user_no = walked.users[1]`
}

/** The breakdown value, in the order of the question: the texts of the events are in `walked`, the traits in `known`. */
function valueWithTraits(by: BreakdownInput[]): Sql {
  const ofEvents = partsOfEvents(by)
  const ofUsers = by.filter(part => !ofEvents.includes(part))
  const texts = by.map(part =>
    ofEvents.includes(part)
      ? sql`${partsOf(sql`walked.breakdown_value`)}[${int(ofEvents.indexOf(part) + 1)}]`
      : sql`known.${name('trait', ofUsers.indexOf(part) + 1)}`,
  )
  return combined(texts)
}
