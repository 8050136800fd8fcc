import { joined, raw, type Sql, sql, text } from '../../clickhouse/sql.ts'
import { ExportFormat } from '../../schema/exports/start-export-input.ts'
import { type CellType, type ExportColumn } from '../table.ts'

/** The rows of a statement with the cells as a format has them. */
export const cellsFor = (format: ExportFormat, columns: ExportColumn[], statement: Sql): Sql =>
  sql`select ${joined(columns.map(column => cell(format, column)))} from (${statement})`

type Written = (value: Sql) => Sql

/**
 * A text that a spreadsheet would run as a formula, with a `'` before it, as `inertText` of `tables/csv.ts` writes it: RE2
 * has no class for all blanks.
 */
const inert: Written = value =>
  sql`if(match(${value}, ${text(formulaStart)}), concat('''', ${value}), ${value})`

const blanks = String.raw`[\s\v\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}]`
const formulaStart = String.raw`(^|[\r\n])${blanks}*[=+\-@]|^[\t\r\n]`

/** An empty object stands for properties that were not sent. */
const jsonText: Written = value => sql`nullIf(toJSONString(${value}), '{}')`

/** Cells that a format has differently from ClickHouse. */
const written: Record<ExportFormat, Partial<Record<CellType, Written>>> = {
  [ExportFormat.CSV]: { TEXT: inert, JSON: jsonText },
  [ExportFormat.JSON]: {},
  [ExportFormat.NDJSON]: {},
  [ExportFormat.XLSX]: { JSON: jsonText },
  [ExportFormat.PARQUET]: { JSON: jsonText },
}

function cell(format: ExportFormat, { name, type }: ExportColumn): Sql {
  const column = identifier(name)
  const value = written[format][type]?.(column) ?? column
  return sql`${value} as ${column}`
}

/** A name of any characters. */
export const identifier = (name: string): Sql =>
  raw(`\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``)
