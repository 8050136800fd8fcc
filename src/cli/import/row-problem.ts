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
