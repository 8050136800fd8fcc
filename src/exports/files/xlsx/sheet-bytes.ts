import { mostXlsxRows } from '../../../tables/xlsx.ts'
import { tooLargeForXlsx } from '../../refusals.ts'
import { type ExportColumn } from '../../table.ts'
import { type Bytes, type Pieces } from '../bytes.ts'
import { free } from '../free.ts'
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

const newline = 10
/** Longer texts are garbage that waits for the slow collection. */
const mostBytesAtOnce = 65_536

/** The lines, some at a time, without the last line feed. A piece may end anywhere. */
async function* wholeLines(pieces: Pieces): AsyncGenerator<string> {
  let rest = Buffer.alloc(0)
  for await (const { bytes } of pieces) {
    const read = rest.length ? Buffer.concat([rest, bytes]) : bufferOf(bytes)
    const end = read.lastIndexOf(newline) + 1
    for (let from = 0, to = 0; from < end; from = to) {
      to = endOfLines(read, from)
      // Latin-1 keeps each byte.
      yield read.toString('latin1', from, to - 1)
    }
    rest = Buffer.from(read.subarray(end))
    free(bytes)
  }
}

/** The end of the last line that ends soon after a place, or else of the first. */
function endOfLines(bytes: Buffer, from: number): number {
  const last = bytes.lastIndexOf(newline, from + mostBytesAtOnce)
  return 1 + (last >= from ? last : bytes.indexOf(newline, from))
}

const bufferOf = ({ buffer, byteOffset, length }: Uint8Array) => Buffer.from(buffer, byteOffset, length)
