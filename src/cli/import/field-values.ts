import { numberIn } from './cell-value.ts'
import { RowProblem } from './row-problem.ts'
import { rfc3339 } from './timestamp.ts'

/**
 * What a cell is sent as in a field. It throws a RowProblem for what would make the service refuse the whole batch;
 * whether a field may hold the value is for the service to judge.
 */
export type FieldValue = (cell: unknown, field: string) => unknown

export function asText(cell: unknown, field: string): string {
  if (typeof cell === 'string') return cell
  if (Number.isSafeInteger(cell)) return String(cell)
  throw new RowProblem('INVALID_FIELD', field, `${field} must be text or a whole number below 2^53`)
}

export const asInstant = (cell: unknown, field: string): string => rfc3339(asText(cell, field))

/** The cells of a CSV file are text: what reads as a number is one. */
export function asNumber(cell: unknown): unknown {
  return typeof cell === 'string' ? (numberIn(cell) ?? cell) : cell
}

/** Money stays the text that it is, and a choice that does not exist is rejected by the service. */
export const asWritten = (cell: unknown): unknown => cell

export function asBoolean(cell: unknown, field: string): boolean {
  if (cell === true || cell === 'true') return true
  if (cell === false || cell === 'false') return false
  throw new RowProblem('INVALID_FIELD', field, `${field} must be true or false`)
}

/** One text is a list of one. */
export function asTexts(cell: unknown, field: string): string[] {
  const texts = Array.isArray(cell) ? cell : [cell]
  if (texts.every(text => typeof text === 'string')) return texts
  throw new RowProblem('INVALID_FIELD', field, `${field} must be text or a list of texts`)
}
