/** Why an import cannot start or go on, as one sentence for the person who started it. */
export class ImportError extends Error {}

/** Why a row is not sent: the importer's counterpart of a REJECTED receipt. */
export class RowProblem extends Error {
  readonly code: 'UNREADABLE_ROW' | 'INVALID_FIELD' | 'REQUIRED' | 'ROW_TOO_LARGE'
  readonly field: string | null

  constructor(code: RowProblem['code'], field: string | null, message: string) {
    super(message)
    this.code = code
    this.field = field
  }
}

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
