import { type Sql } from '../clickhouse/sql.ts'

/** What the cells of a column are: this decides how each format writes them. `JSON_TEXT` is the text of a value of JSON. */
export type CellType = 'TEXT' | 'NUMBER' | 'DECIMAL' | 'FLAG' | 'TIME' | 'JSON' | 'JSON_TEXT'

export interface ExportColumn {
  name: string
  type: CellType
}

/** A statement that gives the columns of an export under their names. */
export interface Rows {
  statement: Sql
  /** The order of the rows, by columns that the statement gives. Default: that of the statement. */
  orderBy?: Sql
}

/** The rows of an export. */
export interface ExportTable {
  columns: ExportColumn[]
  /** All rows, in any order; undefined where they are too many for one statement. */
  whole?: Sql
  /** The same rows in order, some after the others. Each is asked for while the rows of the one before are read. */
  parts: Iterable<Rows> | AsyncIterable<Rows>
  /** The number of rows; undefined where only reading them tells. */
  rows?: number
  /** The time zone of functions in the statements. Default: UTC. */
  timeZone?: string
  /** Converts an error of ClickHouse about the statements. Default: as it is. */
  asError?(error: unknown): unknown
  /** Ends what the statements need. */
  close?(): Promise<void>
}
