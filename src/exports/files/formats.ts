import { type Sql } from '../../clickhouse/sql.ts'
import { type RowText } from '../../clickhouse/topology/engine.ts'
import { ExportFormat } from '../../schema/exports/start-export-input.ts'
import { csvLine } from '../../tables/csv.ts'
import { type ExportColumn } from '../table.ts'
import { type Bytes, latin1Of, type Pieces } from './bytes.ts'
import { csvRow } from './lines/csv-row.ts'
import { jsonRow } from './lines/json-row.ts'
import { xlsxBytes } from './xlsx/xlsx-bytes.ts'
import { xlsxRow } from './xlsx/xlsx-row.ts'

/** A format whose rows are written one after the other. */
export interface RowsFormat {
  extension: string
  mediaType: string
  /** A row as one text, which ClickHouse computes. */
  row(columns: ExportColumn[]): Sql
  rowText: RowText
  /** Whether a row as text is much longer than its values, so that the values are sorted and not the texts. */
  isSortedFirst?: boolean
  /** The file, from rows as these texts. */
  bytesOf(columns: ExportColumn[], pieces: Pieces): Bytes
}

/** The formats whose rows are written one after the other; ClickHouse alone writes Parquet. */
export const rowsFormats: Record<Exclude<ExportFormat, 'PARQUET'>, RowsFormat> = {
  [ExportFormat.CSV]: {
    extension: 'csv',
    mediaType: 'text/csv; charset=utf-8',
    row: csvRow,
    rowText: 'CSV',
    bytesOf: csvBytes,
  },
  [ExportFormat.JSON]: {
    extension: 'json',
    mediaType: 'application/json',
    row: jsonRow,
    rowText: 'LINE',
    bytesOf: jsonBytes,
  },
  [ExportFormat.NDJSON]: {
    extension: 'ndjson',
    mediaType: 'application/x-ndjson',
    row: jsonRow,
    rowText: 'LINE',
    bytesOf: (_, pieces) => bytesIn(pieces),
  },
  [ExportFormat.XLSX]: {
    extension: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    row: xlsxRow,
    rowText: 'LINE',
    isSortedFirst: true,
    bytesOf: xlsxBytes,
  },
}

/** The ending of a file and the type of its content. */
export const kindOfFile: Record<ExportFormat, Pick<RowsFormat, 'extension' | 'mediaType'>> = {
  ...rowsFormats,
  [ExportFormat.PARQUET]: { extension: 'parquet', mediaType: 'application/vnd.apache.parquet' },
}

async function* bytesIn(pieces: Pieces): Bytes {
  for await (const { bytes } of pieces) yield bytes
}

async function* csvBytes(columns: ExportColumn[], pieces: Pieces): Bytes {
  yield Buffer.from(csvLine(columns.map(({ name }) => name)))
  yield* bytesIn(pieces)
}

/** One array of the objects, which stand on a line each: a line break is nowhere else. */
async function* jsonBytes(_: ExportColumn[], pieces: Pieces): Bytes {
  yield Buffer.from('[\n')
  let isBetween = false
  for await (const { bytes } of pieces) {
    if (!bytes.length) continue
    const lines = latin1Of(bytes)
    const begun = isBetween ? ',\n' : ''
    isBetween = lines.endsWith('\n')
    yield Buffer.from(begun + (isBetween ? lines.slice(0, -1) : lines).replaceAll('\n', ',\n'), 'latin1')
  }
  yield Buffer.from('\n]\n')
}
