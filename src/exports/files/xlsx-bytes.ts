import { xlsxStream } from '../../tables/xlsx.ts'
import { tooLargeForXlsx } from '../refusals.ts'
import { type CellType, type ExportColumn } from '../table.ts'
import { type Bytes, type Pieces } from './bytes.ts'

/** A worksheet of rows, which are arrays of JSON, one on each line. */
export const xlsxBytes = (columns: ExportColumn[], pieces: Pieces): Bytes =>
  xlsxStream({ columns: columns.map(({ name, type }) => ({ name, type })) }, rowsIn(columns, pieces))

async function* rowsIn(columns: ExportColumn[], pieces: Pieces): AsyncIterable<unknown[]> {
  const types = columns.map(({ type }) => type)
  for await (const line of linesIn(pieces)) {
    const row: unknown[] = JSON.parse(line)
    yield row.map((value, i) => cellOf(types[i]!, value))
  }
}

/** The most characters of a cell. */
const mostCharacters = 32_767

function cellOf(type: CellType, value: unknown): unknown {
  if (type === 'DECIMAL' && value !== null) return Number(value)
  if (typeof value === 'string' && value.length > mostCharacters)
    throw tooLargeForXlsx(`a cell of ${mostCharacters.toLocaleString('en')} characters`)
  return value
}

/** A piece may end in the middle of a line, and of a character. */
async function* linesIn(pieces: Pieces): AsyncIterable<string> {
  let rest = Buffer.alloc(0)
  for await (const { bytes } of pieces) {
    const read = rest.length ? Buffer.concat([rest, bytes]) : Buffer.from(bytes)
    const end = read.lastIndexOf('\n') + 1
    rest = read.subarray(end)
    if (end) yield* read.toString('utf8', 0, end - 1).split('\n')
  }
}
