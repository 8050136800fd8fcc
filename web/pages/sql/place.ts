/** Where an error is: a line and a column from 1, as the service tells them. */
export interface Place {
  line: number
  column: number
}

/** A line of SQL, cut into what is before the error, the word at it, and the rest. */
export interface MarkedLine {
  before: string
  marked: string
  after: string
}

/** The line of an error. At the end of a line, and on a blank, a single space is marked. */
export function markedLine(sql: string, { line, column }: Place): MarkedLine {
  const text = sql.split('\n')[line - 1] ?? ''
  const [word = ''] = /^(?:\w+|\S)/.exec(text.slice(column - 1)) ?? []
  return {
    before: text.slice(0, column - 1),
    marked: word || ' ',
    after: text.slice(column - 1 + word.length),
  }
}

/** The place in the whole text, for the selection of the editor. */
export function selectionOf(sql: string, place: Place): { start: number; end: number } {
  const lines = sql.split('\n').slice(0, place.line - 1)
  const start = lines.reduce((sum, line) => sum + line.length + 1, 0) + place.column - 1
  return { start, end: start + markedLine(sql, place).marked.length }
}
