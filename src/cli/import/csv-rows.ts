import { type CsvRecord, csvRecords } from './csv-records.ts'
import { ImportError } from './import-error.ts'
import type { Row, UnreadableRow } from './row.ts'
import { RowProblem } from './row-problem.ts'

/**
 * The rows of a CSV file whose first record names the columns; empty cells are left out.
 * Throws an ImportError when the header is unreadable, repeats a column or lacks one of `neededColumns`: a mistyped
 * column name would otherwise import every row without its user or its time.
 */
export async function* csvRows(
  content: AsyncIterable<Buffer>,
  neededColumns: Iterable<string>,
): AsyncGenerator<Row | UnreadableRow> {
  let header: string[] | undefined
  for await (const record of csvRecords(content)) {
    if (header === undefined) header = checkedHeader(record, neededColumns)
    else yield 'problem' in record ? record : toRow(record, header)
  }
}

function checkedHeader(record: CsvRecord | UnreadableRow, neededColumns: Iterable<string>): string[] {
  if ('problem' in record) throw new ImportError(`the header cannot be read: ${record.problem.message}`)
  const header = record.cells
  const repeated = header.find((column, index) => header.indexOf(column) !== index)
  if (repeated !== undefined) throw new ImportError(`the header names the column "${repeated}" twice`)
  const missing = [...neededColumns].find(column => !header.includes(column))
  if (missing === undefined) return header
  throw new ImportError(`there is no column "${missing}"; the columns are ${header.join(', ')}`)
}

function toRow({ line, cells }: CsvRecord, header: string[]): Row | UnreadableRow {
  if (cells.length === header.length) {
    const named = header.map((column, index) => [column, cells[index]] as const)
    return { line, columns: Object.fromEntries(named.filter(([, cell]) => cell !== '')) }
  }
  const message = `the row has ${cells.length} columns, the header ${header.length}`
  return { line, problem: new RowProblem('UNREADABLE_ROW', null, message) }
}
