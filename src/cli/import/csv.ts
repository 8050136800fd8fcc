import { parse } from 'csv-parse/sync'
import { type Line, lines, lineText, MAX_LINE_BYTES } from './lines.ts'
import { ImportError, type Row, type RowGroups, RowProblem, type UnreadableRow } from './row.ts'

const QUOTE = 0x22

/** A CSV record: the line where it starts, and its cells as written. */
interface CsvRecord {
  line: number
  cells: string[]
}

/**
 * The records of a CSV file (RFC 4180: commas, double quotes, line breaks inside quoted cells).
 * After a record that cannot be read, or that does not end within 1 MiB, reading continues at the next line. A streaming
 * parser would lose all rows between a stray quote and the next quote.
 */
async function* csvRecords(content: AsyncIterable<Buffer>): AsyncGenerator<(CsvRecord | UnreadableRow)[]> {
  const open: OpenLines = { lines: [], bytes: 0, isInQuotes: false }
  for await (const group of lines(content)) yield [...recordsEndingIn(group, open)]
  while (open.lines.length > 0) yield [...closed(open)]
}

/** The lines of records that have not ended. */
interface OpenLines {
  lines: Line[]
  bytes: number
  isInQuotes: boolean
}

function* recordsEndingIn(group: Line[], open: OpenLines): Generator<CsvRecord | UnreadableRow> {
  for (const line of group) {
    open.lines.push(line)
    open.bytes += line.bytes?.length ?? 0
    open.isInQuotes = open.isInQuotes !== hasOddQuotes(line)
    if (!open.isInQuotes || open.bytes > MAX_LINE_BYTES) yield* closed(open)
  }
}

function* closed(open: OpenLines): Generator<CsvRecord | UnreadableRow> {
  open.lines = yield* closedRecords(open.lines)
  open.bytes = open.lines.reduce((bytes, { bytes: more }) => bytes + (more?.length ?? 0), 0)
  open.isInQuotes = open.lines.length > 0
}

/** Yields the records that end within `open`, or an error for its first line if none does. Returns the lines that remain open. */
function* closedRecords(open: Line[]): Generator<CsvRecord | UnreadableRow, Line[]> {
  let start = 0
  while (start < open.length) {
    const end = endOfRecord(open, start)
    if (end === undefined && start > 0) break
    const record = end === undefined ? unclosed(open[start]!) : readRecord(open.slice(start, end))
    start = record === undefined || 'cells' in record ? end! : start + 1
    if (record !== undefined) yield record
  }
  return open.slice(start)
}

function endOfRecord(open: Line[], start: number): number | undefined {
  let isInQuotes = false
  for (let index = start; index < open.length; index++) {
    isInQuotes = isInQuotes !== hasOddQuotes(open[index]!)
    if (!isInQuotes) return index + 1
  }
  return undefined
}

function hasOddQuotes({ bytes }: Line): boolean {
  let isOdd = false
  for (let at = bytes?.indexOf(QUOTE) ?? -1; at !== -1; at = bytes!.indexOf(QUOTE, at + 1)) isOdd = !isOdd
  return isOdd
}

function unclosed({ number, bytes }: Line): UnreadableRow {
  const problem =
    bytes === undefined
      ? new RowProblem('ROW_TOO_LARGE', null, 'the row is longer than 1 MiB')
      : new RowProblem('UNREADABLE_ROW', null, 'a quoted cell is not closed')
  return { line: number, problem }
}

/** A record of whole lines; undefined for a blank line. */
function readRecord(record: Line[]): CsvRecord | UnreadableRow | undefined {
  const line = record[0]!.number
  try {
    const text = record
      .map(({ bytes }) => lineText(bytes))
      .join('\n')
      .replace(/\r$/, '')
    return text === '' ? undefined : { line, cells: cellsOf(text) }
  } catch (problem) {
    if (problem instanceof RowProblem) return { line, problem }
    throw problem
  }
}

function cellsOf(text: string): string[] {
  if (!text.includes('"')) return text.split(',')
  try {
    return parse(text, { record_delimiter: '\n' })[0]!
  } catch {
    throw new RowProblem('UNREADABLE_ROW', null, 'a quote is in a place where CSV does not allow one')
  }
}

/**
 * The rows of a CSV file whose first record names the columns; empty cells, and cells that are one of `nulls`, are left out.
 * @throws ImportError when the header is unreadable, repeats a column or lacks one of `neededColumns`, or all of a list in it: with a mistyped
 * column name, every row would be imported without its user or its time
 */
export async function* csvRows(
  content: AsyncIterable<Buffer>,
  neededColumns: Iterable<string | string[]>,
  nulls: ReadonlySet<string> = new Set(),
): RowGroups {
  let header: string[] | undefined
  for await (const [...records] of csvRecords(content)) {
    if (header === undefined && records.length > 0) header = checkedHeader(records.shift()!, neededColumns)
    yield records.map(record => ('problem' in record ? record : toRow(record, header!, nulls)))
  }
}

function checkedHeader(
  record: CsvRecord | UnreadableRow,
  neededColumns: Iterable<string | string[]>,
): string[] {
  if ('problem' in record) throw new ImportError(`the header cannot be read: ${record.problem.message}`)
  const header = record.cells
  const repeated = header.find((column, index) => header.indexOf(column) !== index)
  if (repeated !== undefined) throw new ImportError(`the header names the column "${repeated}" twice`)
  const isThere = (column: string) => header.includes(column) || header.includes(column.split('.')[0]!)
  const missing = [...neededColumns].find(columns => ![columns].flat().some(isThere))
  if (missing === undefined) return header
  throw new ImportError(
    `there is no column "${[missing].flat().join('" or "')}"; the columns are ${header.join(', ')}`,
  )
}

function toRow(
  { line, cells }: CsvRecord,
  header: string[],
  nulls: ReadonlySet<string>,
): Row | UnreadableRow {
  if (cells.length === header.length) {
    const named = header.map((column, index) => [column, cells[index]!] as const)
    const present = named.filter(([, cell]) => cell !== '' && !nulls.has(cell))
    return { line, columns: Object.fromEntries(present) }
  }
  const message = `the row has ${cells.length} columns, the header ${header.length}`
  return { line, problem: new RowProblem('UNREADABLE_ROW', null, message) }
}
