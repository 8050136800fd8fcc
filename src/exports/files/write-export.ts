import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { type Exporting } from '../../clickhouse/export-statements.ts'
import { type Sql, sql } from '../../clickhouse/sql.ts'
import { type Piece } from '../../clickhouse/topology/engine.ts'
import { type ExportCompression, ExportFormat } from '../../schema/exports/start-export-input.ts'
import { mostXlsxRows } from '../../tables/xlsx.ts'
import { tooLargeForXlsx } from '../refusals.ts'
import { type ExportColumn, type ExportTable, type Rows } from '../table.ts'
import { type RowsFormat, rowsFormats } from './formats.ts'
import { oneAhead } from './one-ahead.ts'
import { parquetColumns } from './parquet-columns.ts'
import { type WrittenFile, writeFile } from './write-file.ts'

/** A file to write, which does not exist yet. */
export interface NewFile {
  path: string
  format: ExportFormat
  compression: ExportCompression
  /** The most bytes of the file. */
  mostBytes: number
  signal: AbortSignal
  /** Is called with the rows that were read so far. */
  progress(rows: number): void
}

/**
 * Writes the rows of a table into a file. Memory does not grow with the rows.
 * @throws RESULT_TOO_LARGE beyond `mostBytes` and beyond the limits of XLSX, and as `ClickHouse.query`
 */
export async function writeExport(
  clickhouse: ClickHouse,
  table: ExportTable,
  file: NewFile,
): Promise<WrittenFile & { rows: number }> {
  const { format } = file
  if (format === ExportFormat.PARQUET) return writeParquet(clickhouse, table, file)
  if (format === ExportFormat.XLSX) checkRows(table.rows ?? 0)
  const rowsFormat = rowsFormats[format]
  let rows = 0
  const count = (piece: Piece) => {
    rows += piece.rows
    if (format === ExportFormat.XLSX) checkRows(rows)
    file.progress(rows)
  }
  const pieces = noting(
    count,
    readAll(clickhouse, table, rowsFormat, { timeZone: table.timeZone, signal: file.signal }),
  )
  const written = await writeFile(file, rowsFormat.bytesOf(table.columns, pieces))
  return { ...written, rows }
}

function checkRows(rows: number): void {
  if (rows > mostXlsxRows) throw tooLargeForXlsx(`${mostXlsxRows.toLocaleString('en')} rows`)
}

/** The rows of a part as texts, in their order. */
function textsOf(
  { row, isSortedFirst }: RowsFormat,
  columns: ExportColumn[],
  { statement, orderBy }: Rows,
): Sql {
  const order = orderBy ? sql` order by ${orderBy}` : sql``
  return isSortedFirst
    ? sql`select ${row(columns)} from (select * from (${statement})${order})`
    : sql`select ${row(columns)} from (${statement})${order}`
}

/** While the rows of a part are written, ClickHouse sorts those of the next one. */
const readAll = (
  clickhouse: ClickHouse,
  { parts, columns }: ExportTable,
  format: RowsFormat,
  how: Exporting,
): AsyncGenerator<Piece> =>
  oneAhead(parts, part =>
    clickhouse.exports.pieces('export', textsOf(format, columns, part), format.rowText, how),
  )

async function* noting(note: (piece: Piece) => void, pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
  for await (const piece of pieces) {
    note(piece)
    yield piece
  }
}

/** A file of Parquet has its index at the end, so ClickHouse writes it as a whole. `checkExport` refuses rows that are none. */
async function writeParquet(
  clickhouse: ClickHouse,
  { columns, whole, timeZone }: ExportTable,
  file: NewFile,
) {
  const path = `${file.path}.parquet`
  try {
    const rows = await clickhouse.exports.parquet('export', parquetColumns(columns, whole!), path, {
      timeZone,
      signal: file.signal,
    })
    return { ...(await writeFile(file, createReadStream(path))), rows }
  } finally {
    await rm(path, { force: true })
  }
}
