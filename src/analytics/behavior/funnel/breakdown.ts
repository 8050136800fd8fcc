import { usersOf } from '../../../clickhouse/scope.ts'
import { int, type Sql, sql } from '../../../clickhouse/sql.ts'
import { type FunnelBreakdown } from '../../../schema/behavior/funnel.ts'
import { traitOf } from '../../query/dimensions.ts'
import { type Selection } from '../../query/measure/selection.ts'
import { type NumbersRow, needsTimes, numbersOf, toNumbers } from './numbers.ts'
import { reached } from './reached.ts'
import { type ResolvedFunnel } from './resolve-funnel.ts'

/** The values with the most users are shown, all other values together. */
const mostValues = 25

type ValueRow = NumbersRow & { value: string; isOther: number }

/** The funnel of each breakdown value, the values with the most users first. */
export async function breakdown(resolved: ResolvedFunnel, selected: Selection): Promise<FunnelBreakdown[]> {
  const { query, question, names } = resolved
  if (!question.breakdown) return []
  const numbers = numbersOf(question, needsTimes(selected))
  const rows = await query.run<ValueRow>(
    'funnel: breakdown',
    breakdownQuery(reachedByValue(resolved), numbers),
  )
  return rows.map(row => ({
    value: row.value || null,
    isOther: Boolean(Number(row.isOther)),
    ...toNumbers(names, row),
  }))
}

/** The warning that some values are not shown. */
export const warningsOf = (byValue: FunnelBreakdown[]): string[] =>
  byValue.some(({ isOther }) => isOther)
    ? [`The ${mostValues} values with the most users are shown, all others together.`]
    : []

/** A unit with several of the other values counts once among them, with the deepest of its attempts. */
const breakdownQuery = (rows: Sql, numbers: Sql): Sql => sql`
with counted as (
  select *, count() over (partition by breakdown_value) as units
  from (${rows})
),
ranked as (
  select *, least(dense_rank() over (order by units desc, breakdown_value), ${int(mostValues + 1)}) as rank
  from counted
)
select if(rank <= ${int(mostValues)}, breakdown_value, '') as value, rank > ${int(mostValues)} as isOther, ${numbers}
from (select * from ranked order by depth desc, reached_at[depth] limit 1 by unit, rank)
group by value, isOther
order by isOther, users[1] desc, value`

/** A row for each unit and breakdown value. A trait is a property of the user, so it does not depend on the events. */
function reachedByValue({ query, question }: ResolvedFunnel): Sql {
  const rows = reached(query, question, { times: true })
  const trait = question.breakdown?.trait
  if (trait == null) return rows
  return sql`
select *, known.trait as breakdown_value
from (${rows}) as walked
left join (select user_no, ${traitOf(trait)} as trait from ${usersOf(query.project)}) as known on known.user_no = walked.users[1]`
}
