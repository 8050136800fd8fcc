import { int, joined, raw, type Sql, sql } from '../clickhouse/sql.ts'
import { identifier } from './files/identifier.ts'

/** A column of rows that are known already. */
export interface KnownColumn {
  name: string
  /** Its type in ClickHouse, which takes null. */
  clickhouse: string
}

/** Known rows as a statement: they are in its text, so that ClickHouse writes every format of every export. */
export function rowsStatement(columns: KnownColumn[], rows: unknown[][]): Sql {
  const structure = columns.map(({ clickhouse }, i) => `c${i} ${clickhouse}`).join(', ')
  const named = columns.map(({ name }, i) => sql`${raw(`c${i}`)} as ${identifier(name)}`)
  // The function needs a row to know its columns.
  const lines = [...rows, columns.map(() => null)].map(row => JSON.stringify(row))
  return sql`
select ${joined(named)}
from format(JSONCompactEachRow, ${literal(structure)}, ${literal(lines.join('\n'))})
limit ${int(rows.length)}`
}

/** A text in the statement itself: rows may be longer than a bound value. */
const literal = (value: string): Sql => raw(`'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`)
