import type { RowProblem } from './row-problem.ts'

/** One row of a file: its cells by column, absent cells left out. `line` counts from 1 and is where it starts. */
export interface Row {
  line: number
  columns: Record<string, unknown>
  /** The `properties` object of an NDJSON row, kept as it is. */
  properties?: Record<string, unknown>
}

/** A row that could not be read; the rows after it still are. */
export interface UnreadableRow {
  line: number
  problem: RowProblem
}
