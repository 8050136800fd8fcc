/** The reason why an import cannot start or continue, as one sentence for the terminal. */
export class ImportError extends Error {}

/** The reason why a row is not sent, in the shape of a REJECTED receipt. */
export class RowProblem extends Error {
  readonly code: 'UNREADABLE_ROW' | 'INVALID_FIELD' | 'REQUIRED' | 'ROW_TOO_LARGE'
  readonly field: string | null

  constructor(code: RowProblem['code'], field: string | null, message: string) {
    super(message)
    this.code = code
    this.field = field
  }
}

/** A row of a file: its cells by column, without absent cells. `line` is the line where the row starts, from 1. */
export interface Row {
  line: number
  columns: Record<string, unknown>
}

/** The rows of a file, those of a chunk of its bytes together; each is read when it is asked for. */
export type RowGroups = AsyncGenerator<Iterable<Row | UnreadableRow>>

/** A row that cannot be read. The rows after it can. */
export interface UnreadableRow {
  line: number
  problem: RowProblem
}
