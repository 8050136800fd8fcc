import { integer, integers, type Sql, sql, texts } from '../../clickhouse/sql.ts'
import { badInput } from '../../errors.ts'
import { type FunnelBreakdown } from '../../schema/funnel.ts'
import { type Selection } from '../query/selection.ts'
import { traitsOf } from '../query/trait-groups.ts'
import { type AskedFunnel } from './asked-funnel.ts'
import { type NumbersRow, needsTimes, numbersOf, toNumbers } from './numbers.ts'
import { reached } from './reached.ts'

/** So many values are shown; the others are one. */
const mostValues = 25

/** Numbers of users and their values travel between the engines. */
const mostUsers = 100_000

type PartRow = NumbersRow & { value: string; isOther: number }

/** The funnel of each value that users are told apart by, the values with the most users first. */
export async function breakdown(
  asking: AskedFunnel,
  selected: Selection,
): Promise<FunnelBreakdown[]> {
  const { asked, question, names } = asking
  if (!question.breakdown) return []
  const times = needsTimes(selected)
  const rows = await asked.run<PartRow>('funnel: breakdown', breakdownQuery(await parted(asking), names.length, times))
  return rows.map(row => ({
    value: row.value || null,
    isOther: Boolean(Number(row.isOther)),
    ...toNumbers(names, row),
  }))
}

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

/** A row for each unit and value that it stands under. */
async function parted(asking: AskedFunnel): Promise<Sql> {
  const { asked, question } = asking
  const rows = reached(asked, question, { times: true })
  return question.breakdown?.trait == null ? rows : withTrait(asking, rows, question.breakdown.trait)
}

/** Traits change without a fact, so that only PostgreSQL knows them. */
async function withTrait({ asker, asked }: AskedFunnel, rows: Sql, trait: string): Promise<Sql> {
  const found = await asked.run<{ user_no: number }>(
    'funnel: users by trait',
    sql`select distinct users[1] as user_no from (${rows}) where notEmpty(users) limit ${integer(mostUsers + 1)}`,
  )
  if (found.length > mostUsers) throw tooManyUsers()
  const numbers = found.map(({ user_no }) => Number(user_no))
  const values = await traitsOf(asker, numbers, trait)
  return sql`select *, transform(users[1], ${integers(numbers)}, ${texts(values)}, '') as part from (${rows})`
}

const tooManyUsers = () =>
  badInput(
    'TOO_MANY_USERS',
    'breakdown.trait',
    `At most ${mostUsers.toLocaleString('en')} users can be told apart by a trait: take a shorter range or a filter.`,
  )
