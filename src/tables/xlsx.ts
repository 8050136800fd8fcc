import { type ReadableStream } from 'node:stream/web'
import { writeXlsxStream } from 'hucre/xlsx'
import { cellOf, type Table } from './table.ts'

/** The rows of a worksheet below the row of names. Excel opens no more. */
export const mostXlsxRows = 1_048_575

/**
 * A worksheet as the bytes of an XLSX file, made while it is read. Texts are cells of text, so that none is a formula.
 * The names of the columns are the first row, which stays in view.
 */
const xlsxStream = (
  { columns }: Pick<Table, 'columns'>,
  rows: Iterable<unknown[]> | AsyncIterable<unknown[]>,
): ReadableStream<Uint8Array> =>
  writeXlsxStream(xlsxRows(rows), {
    name: 'Table',
    columns: columns.map(({ name }) => ({ header: xlsxText(name) })),
    freezePane: { rows: 1 },
  }) as ReadableStream<Uint8Array>

/** A small table as an XLSX file. */
export async function xlsxOf(table: Table): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of xlsxStream(table, table.rows)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function* xlsxRows(rows: Iterable<unknown[]> | AsyncIterable<unknown[]>) {
  for await (const row of rows) yield row.map(xlsxCell)
}

function xlsxCell(value: unknown) {
  const cell = cellOf(value)
  return typeof cell === 'string' ? xlsxText(cell) : cell
}

/** Excel refuses a file with a longer cell. */
const mostCharacters = 32_767

/** `_x0041_` in a cell stands for the letter A, so that its `_` has to be written in the same way. */
const xlsxText = (text: string): string =>
  (text.length > mostCharacters ? `${text.slice(0, mostCharacters - 1)}…` : text).replace(
    /_(?=x[\dA-Fa-f]{4}_)/g,
    '_x005F_',
  )
