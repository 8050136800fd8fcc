import { mostXlsxRows } from '../../../tables/xlsx.ts'
import { tooLargeForXlsx } from '../../refusals.ts'
import { type ExportColumn } from '../../table.ts'
import { type Bytes, latin1Of, type Pieces } from '../bytes.ts'
import { columnLetters } from './column-letters.ts'
import { mostCharacters, rowMark, tooLongMark } from './xlsx-row.ts'
import { xmlText } from './xml-text.ts'

const head =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  '<sheetViews><sheetView workbookViewId="0">' +
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>\n'

/** A worksheet: the names of the columns, which stay in view, and below them the rows as `xlsxRow` writes them. */
export async function* sheetBytes(columns: ExportColumn[], pieces: Pieces): Bytes {
  yield Buffer.from(`${head}${rowOfNames(columns)}\n`)
  let row = 1
  for await (const lines of wholeLines(pieces)) {
    if (lines.includes(tooLongMark))
      throw tooLargeForXlsx(`a cell of ${mostCharacters.toLocaleString('en')} characters`)
    const numbered = lines.split('\n').map(line => line.replaceAll(rowMark, String(++row)))
    if (row > mostXlsxRows + 1) throw tooLargeForXlsx(`${mostXlsxRows.toLocaleString('en')} rows`)
    yield Buffer.from(numbered.join(''), 'latin1')
  }
  yield Buffer.from('</sheetData></worksheet>')
}

const rowOfNames = (columns: ExportColumn[]) =>
  `<row r="1">${columns
    .map(
      ({ name }, i) =>
        `<c r="${columnLetters(i)}1" t="inlineStr"><is><t xml:space="preserve">${xmlText(name)}</t></is></c>`,
    )
    .join('')}</row>`

/** Each text is whole lines, wherever the pieces end. */
async function* wholeLines(pieces: Pieces): AsyncGenerator<string> {
  let rest = ''
  for await (const { bytes } of pieces) {
    const read = rest + latin1Of(bytes)
    const end = read.lastIndexOf('\n') + 1
    rest = read.slice(end)
    if (end) yield read.slice(0, end - 1)
  }
}
