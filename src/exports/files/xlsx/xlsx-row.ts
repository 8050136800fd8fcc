import { int, joined, type Sql, sql, text } from '../../../clickhouse/sql.ts'
import { type ExportColumn } from '../../table.ts'
import { identifier } from '../identifier.ts'
import { type Cells, type Written } from '../lines/cell.ts'
import { notEmpty } from '../lines/csv-row.ts'
import { columnLetters } from './column-letters.ts'

/** Stands for the number of the row, which the rows get in their order. No XML has this character. */
export const rowMark = '\u0002'
/** Stands for a text that is too long for a cell. No XML has this character. */
export const tooLongMark = '\u0001'
/** The most characters of a cell, as UTF-16 counts them. */
export const mostCharacters = 32_767

/** A row as an element of a worksheet, on one line. Texts are cells of text, so that none is a formula. */
export const xlsxRow = (columns: ExportColumn[]): Sql =>
  sql`concat('<row r="\\x02">', ${joined(columns.map(xlsxCell))}, '</row>')`

/** An empty cell is left out. */
function xlsxCell({ name, type }: ExportColumn, i: number): Sql {
  const { attributes, content } = cells[type]
  const start = text(`<c r="${columnLetters(i)}${rowMark}"${attributes}>`)
  return sql`ifNull(concat(${start}, ${content(identifier(name))}, '</c>'), '')`
}

const number: Written = value =>
  sql`concat('<v>', toString(if(isFinite(toFloat64(${value})), ${value}, null)), '</v>')`
const inline: Written = value => sql`concat('<is><t xml:space="preserve">', ${value}, '</t></is>')`

const asText = (textOf: Written) => ({
  attributes: ' t="inlineStr"',
  content: (value: Sql) => inline(xmlText(textOf(value))),
})

const cells: { [Type in keyof Cells]: { attributes: string; content: Written } } = {
  TEXT: asText(value => sql`toString(${value})`),
  NUMBER: { attributes: '', content: number },
  DECIMAL: { attributes: '', content: number },
  FLAG: { attributes: ' t="b"', content: value => sql`concat('<v>', toString(toUInt8(${value})), '</v>')` },
  TIME: {
    attributes: ' t="inlineStr"',
    content: value => inline(sql`trim(both '"' from toJSONString(${value}))`),
  },
  JSON: asText(value => notEmpty(sql`toJSONString(${value})`)),
  JSON_TEXT: asText(notEmpty),
}

/** Few texts have a character that XML, or a cell, cannot hold as it is. */
const xmlText: Written = value => sql`multiIf(
  ${isTooLong(value)}, '\\x01',
  match(${value}, ${text(unusual)}) or not isValidUTF8(${value}), ${escaped(value)},
  encodeXMLComponent(${value}))`

const isTooLong: Written = value => {
  const utf16 = sql`lengthUTF8(${value}) + countMatches(${value}, ${text(String.raw`[\x{10000}-\x{10FFFF}]`)})`
  return sql`(length(${value}) > ${int(mostCharacters)} and ${utf16} > ${int(mostCharacters)})`
}

const nonCharacters = String.raw`[\x{FFFE}\x{FFFF}]`
const unusual = String.raw`[\x00-\x08\x0A-\x1F]|_x[\dA-Fa-f]{4}_|${nonCharacters}`

/**
 * Control characters as `_x000D_`, which a spreadsheet reads as the character, and a `_` before an `x` as `_x005F_`, so that a text
 * of this kind stays as it is.
 */
const escaped: Written = value => {
  const valid = sql`replaceRegexpAll(toValidUTF8(ifNull(${value}, '')), ${text(nonCharacters)}, '\\xEF\\xBF\\xBD')`
  const escapedNames = sql`encodeXMLComponent(replaceAll(${valid}, '_x', '_x005F_x'))`
  return sql`arrayStringConcat(arrayMap(
    byte -> multiIf(byte = '\\n', '&#10;', byte < ' ' and byte != '\\t', concat('_x00', hex(byte), '_'), byte),
    splitByString('', ${escapedNames})))`
}
