import { joined, type Sql, sql, text } from '../../../clickhouse/sql.ts'
import { type ExportColumn } from '../../table.ts'
import { identifier } from '../identifier.ts'
import { type Cells, type Written } from './cell.ts'

/** A row as a line of CSV (RFC 4180) without its line feed. */
export const csvRow = (columns: ExportColumn[]): Sql =>
  sql`concat(${joined(columns.map(csvCell), `, ',', `)}, '\\r')`

const csvCell = ({ name, type }: ExportColumn): Sql => sql`ifNull(${cells[type](identifier(name))}, '')`

const plain: Written = value => sql`toString(${value})`
const inQuotes: Written = value => sql`concat('"', replaceAll(${value}, '"', '""'), '"')`

/** Texts in quotes, as ClickHouse writes them too. A time of JSON has quotes already. */
const cells: Cells = {
  TEXT: value => inQuotes(inert(sql`toString(${value})`)),
  NUMBER: plain,
  DECIMAL: plain,
  FLAG: plain,
  TIME: value => sql`toJSONString(${value})`,
  JSON: value => inQuotes(notEmpty(sql`toJSONString(${value})`)),
  JSON_TEXT: value => inQuotes(notEmpty(value)),
}

/** An empty object stands for properties that were not sent. */
export const notEmpty: Written = value => sql`nullIf(${value}, '{}')`

/**
 * A text that a spreadsheet would run as a formula, with a `'` before it, as `inertText` of `tables/csv.ts` writes it: RE2
 * has no class for all blanks. The expression is slow, so it reads only texts that may be one, which takes a third of the time.
 */
const inert: Written = value =>
  sql`if(${mayBeFormula(value)} and match(${value}, ${text(formulaStart)}), concat('''', ${value}), ${value})`

/** Whether a text begins with none of the digits and letters (and what stands between these in ASCII), or has several lines. */
const mayBeFormula: Written = value => sql`(
  not (${value} = '' or ascii(${value}) between 48 and 57 or ascii(${value}) between 65 and 122)
  or position(${value}, '\\n') > 0 or position(${value}, '\\r') > 0)`

const blanks = String.raw`[\s\v\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}]`
const formulaStart = String.raw`(^|[\r\n])${blanks}*[=+\-@]|^[\t\r\n]`
