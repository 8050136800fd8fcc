import { type Sql } from '../clickhouse/sql.ts'

/** What the cells of a column are: this decides how each format writes them. */
export type CellType = 'TEXT' | 'NUMBER' | 'DECIMAL' | 'FLAG' | 'TIME' | 'JSON'

export interface ExportColumn {
  name: string
  type: CellType
}

/** The rows of an export. Every statement gives the columns under their names. */
export interface ExportTable {
  columns: ExportColumn[]
  /** All rows, in any order. */
  whole: Sql
  /** The same rows in order, a part in each statement. */
  parts: Sql[]
  /** The number of rows; undefined where only reading them tells. */
  rows?: number
}
