import { cellOf, type Table } from './table.ts'

/** A table as CSV (RFC 4180) with a line of names. */
export const csvOf = ({ columns, rows }: Table): string =>
  [columns.map(({ name }) => name), ...rows].map(csvLine).join('')

/** A line of CSV with its end. */
export const csvLine = (cells: unknown[]): string => `${cells.map(csvCell).join()}\r\n`

function csvCell(value: unknown): string {
  const cell = cellOf(value)
  const text = typeof cell === 'string' ? inertText(cell) : String(cell ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * A text that a spreadsheet would run as a formula, with a `'` before it: one that begins with `=`, `+`, `-`, `@` or a
 * control character, blanks before it left aside, or has a line that does. Numbers stay as they are.
 */
export const inertText = (text: string): string => (formulaStart.test(text) ? `'${text}` : text)

const formulaStart = /(^|[\r\n])\s*[=+\-@]|^[\t\r\n]/
