import { joined, type Sql, sql } from '../../clickhouse/sql.ts'
import { type ExportColumn } from '../table.ts'
import { identifier } from './identifier.ts'
import { notEmpty } from './lines/csv-row.ts'

/** The rows of a statement with the columns that Parquet has: JSON is a text there. */
export const parquetColumns = (columns: ExportColumn[], statement: Sql): Sql =>
  sql`select ${joined(columns.map(parquetColumn))} from (${statement})`

function parquetColumn({ name, type }: ExportColumn): Sql {
  const column = identifier(name)
  if (type === 'JSON') return sql`${notEmpty(sql`toJSONString(${column})`)} as ${column}`
  return type === 'JSON_TEXT' ? sql`${notEmpty(column)} as ${column}` : column
}
