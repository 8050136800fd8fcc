import { type RowText } from './engine.ts'

const newline = 10
const quote = 34

/** Counts the rows in bytes, which arrive in pieces that may end anywhere. */
export const countRows = (text: RowText): ((bytes: Uint8Array) => number) =>
  text === 'CSV' ? countCsvRows() : countLines

function countLines(bytes: Uint8Array): number {
  let rows = 0
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) rows++
  return rows
}

/** A text may have line breaks, and stands in quotes then. A quote in a text is doubled. */
function countCsvRows(): (bytes: Uint8Array) => number {
  let isInText = false
  return bytes => {
    let rows = 0
    for (const byte of bytes)
      if (byte === quote) isInText = !isInText
      else if (byte === newline && !isInText) rows++
    return rows
  }
}
