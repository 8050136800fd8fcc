import { int, type Sql, sql, texts } from '../../../clickhouse/sql.ts'
import { type Query } from '../../query/query.ts'
import { type Range } from '../../query/range.ts'
import { matched, type Scanned } from './matched.ts'

/** The groups that have lines of their own, and the number of all groups. */
export interface Groups {
  shown: Group[]
  count: number
}

interface Group {
  /** Null for events without a value. */
  value: string | null
  /** Stands for the value in statements: a value may be long. */
  key: string
}

interface GroupRow {
  group_value: string
  key: string
  groups: number
}

const keyOf = sql`hex(sipHash128(group_value))`

/** The groups with the most events of any series; groups with equally many are sorted by their value. */
export async function largestGroups(
  query: Query,
  range: Range,
  scanned: Scanned,
  first: number,
): Promise<Groups> {
  const rows = await query.run<GroupRow>(
    'timeSeries: groups',
    sql`
select group_value, any(${keyOf}) as key, count() over () as groups
from (${matched(query, range, scanned)})
group by group_value
order by count() desc, group_value
limit ${int(first)}`,
  )
  const shown = rows.map(({ group_value, key }) => ({ value: group_value || null, key }))
  return { shown, count: Number(rows[0]?.groups ?? 0) }
}

/** The number of the group of an event, from 1; 0 for that of all other values, and without a breakdown. */
export const lineOf = (groups: Groups | null | undefined): Sql =>
  groups?.shown.length ? sql`indexOf(${texts(groups.shown.map(({ key }) => key))}, ${keyOf})` : sql`0`

/** A line of each series: the number of its group, and how the group is shown. */
export interface Shown {
  line: number
  group: string | null
  isOther: boolean
}

/** The lines of each series, that of all other values last. Without a breakdown there is one line. */
export function linesOf(groups: Groups | null | undefined): Shown[] {
  const other = { line: 0, group: null, isOther: Boolean(groups) }
  if (!groups) return [other]
  const lines = groups.shown.map(({ value }, i) => ({ line: i + 1, group: value, isOther: false }))
  return groups.count > lines.length ? [...lines, other] : lines
}
