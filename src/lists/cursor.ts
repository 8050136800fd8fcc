import { createHash } from 'node:crypto'
import { badInput } from '../errors.ts'

/** A position in a list that is ordered by time and, at the same instant, by number. */
export interface Position {
  at: Date
  number: string
}

/** The list, with its order, and the project of a cursor, which is valid for no other. */
export interface CursorOf {
  project: string
  list: string
}

export function encodeCursor(of: CursorOf, { at, number }: Position): string {
  const keyset = `${at.getTime()}.${number}`
  return Buffer.from(`${keyset}.${markOf(of, keyset)}`).toString('base64url')
}

/** The mark is not a secret: the project of a page comes from the token, so a forged cursor reveals nothing. */
function markOf({ project, list }: CursorOf, keyset: string): string {
  return createHash('sha256').update(`${list}\0${keyset}\0${project}`).digest('base64url').slice(0, 11)
}

/** 14 digits of milliseconds reach the year 5138; PostgreSQL reads no year of five digits as JavaScript writes it. */
const cursorText = /^(\d{1,14})\.([1-9]\d{0,18})\.[\w-]{11}$/

/**
 * The position of a cursor that was sent as the argument `after` or `before`.
 * @throws INVALID_CURSOR for anything that `encodeCursor` did not write for this list in this order
 */
export function decodeCursor(of: CursorOf, cursor: string, argument: 'after' | 'before'): Position {
  const match = cursor.length <= 64 ? cursorText.exec(Buffer.from(cursor, 'base64url').toString()) : null
  const at = new Date(Number(match?.[1]))
  if (!match || Number.isNaN(at.getTime()) || BigInt(match[2]!) > 2n ** 63n - 1n)
    throw invalidCursor(argument)
  const position = { at, number: match[2]! }
  if (encodeCursor(of, position) !== cursor) throw invalidCursor(argument)
  return position
}

const invalidCursor = (argument: string) =>
  badInput(
    'INVALID_CURSOR',
    argument,
    `${argument} must be a cursor from a page of this list in the same order.`,
  )
