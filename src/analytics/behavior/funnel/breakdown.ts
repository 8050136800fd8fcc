import { usersOf } from '../../../clickhouse/scope.ts'
import { integer, type Sql, sql } from '../../../clickhouse/sql.ts'
import { type FunnelBreakdown } from '../../../schema/behavior/funnel.ts'
import { traitOf } from '../../query/dimensions.ts'
import { type Selection } from '../../query/measure/selection.ts'
import { type AskedFunnel } from './asked-funnel.ts'
import { type NumbersRow, needsTimes, numbersOf, toNumbers } from './numbers.ts'
import { reached } from './reached.ts'

/** So many values are shown; the others are one. */
const mostValues = 25

type PartRow = NumbersRow & { value: string; isOther: number }

/** The funnel of each value that users are told apart by, the values with the most users first. */
export async function breakdown(asking: AskedFunnel, selected: Selection): Promise<FunnelBreakdown[]> {
  const { asked, question, names } = asking
  if (!question.breakdown) return []
  const times = needsTimes(selected)
  const rows = await asked.run<PartRow>(
    'funnel: breakdown',
    breakdownQuery(parted(asking), names.length, times),
  )
  return rows.map(row => ({
    value: row.value || null,
    isOther: Boolean(Number(row.isOther)),
    ...toNumbers(names, row),
  }))
}

/** Says when values are not shown. */
export const warningsOf = (parts: FunnelBreakdown[]): string[] =>
  parts.some(({ isOther }) => isOther)
    ? [`The ${mostValues} values with the most users are shown, all others together.`]
    : []

/** Under several of the other values, a unit counts once among them: as far as it got with any. */
const breakdownQuery = (rows: Sql, steps: number, times: boolean): Sql => sql`
with ranked as (
  select *, least(dense_rank() over (order by part_users desc, part), ${integer(mostValues + 1)}) as rank
  from (select *, count() over (partition by part) as part_users from (${rows}))
)
select if(rank <= ${integer(mostValues)}, part, '') as value, rank > ${integer(mostValues)} as isOther, ${numbersOf(steps, times)}
from (select * from ranked order by depth desc, reached_at[depth] limit 1 by unit, rank)
group by value, isOther
order by isOther, users[1] desc, value`

/** A row for each unit and value that it stands under. A trait is one of the user, whatever they did. */
function parted({ asked, question }: AskedFunnel): Sql {
  const rows = reached(asked, question, { times: true })
  const trait = question.breakdown?.trait
  if (trait == null) return rows
  return sql`select *, told.value as part
    from (${rows}) as walked_by
    left join (select user_no, ${traitOf(trait)} as value from ${usersOf(asked.project)}) as told on told.user_no = walked_by.users[1]`
}
