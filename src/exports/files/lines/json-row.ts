import { joined, type Sql, sql, text } from '../../../clickhouse/sql.ts'
import { type ExportColumn } from '../../table.ts'
import { identifier } from '../identifier.ts'

/** A row as an object of JSON on one line. */
export const jsonRow = (columns: ExportColumn[]): Sql =>
  sql`concat(${joined(columns.map((column, i) => member(column, i ? ',' : '{')))}, '}')`

function member({ name, type }: ExportColumn, before: string): Sql {
  const column = identifier(name)
  const value =
    type === 'JSON_TEXT' ? sql`ifNull(${column}, '{}')` : sql`ifNull(toJSONString(${column}), 'null')`
  return sql`${text(`${before}${JSON.stringify(name)}:`)}, ${value}`
}
