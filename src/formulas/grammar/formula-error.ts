/** Something wrong in the text of a formula, at an offset of the text in characters, from 0. */
export class FormulaError extends Error {
  readonly at: number
  readonly code: 'INVALID_FORMULA' | 'CYCLE' | 'NOT_FOUND'

  constructor(at: number, message: string, code: FormulaError['code'] = 'INVALID_FORMULA') {
    super(message)
    this.at = at
    this.code = code
  }
}

/** A place in a text: line and column from 1, the offset from 0. */
export interface TextPosition {
  line: number
  column: number
  offset: number
}

export function positionIn(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1, offset }
}
