import { createHash } from 'node:crypto'
import { badInput } from '../errors.ts'

/** A place in a list that is ordered by time and, at one instant, by number. */
export interface Place {
  at: Date
  number: string
}

/** Which list of which project a cursor is of: it is good for no other. */
export interface CursorOf {
  project: string
  list: string
}

export function encodeCursor(of: CursorOf, { at, number }: Place): string {
  const place = `${at.getTime()}.${number}`
  return Buffer.from(`${place}.${markOf(of, place)}`).toString('base64url')
}

/** No secret: a forged cursor opens nothing, as the project of a page comes from the token. */
function markOf({ project, list }: CursorOf, place: string): string {
  return createHash('sha256').update(`${list}\0${place}\0${project}`).digest('base64url').slice(0, 11)
}

/** 14 digits of milliseconds reach the year 5138; PostgreSQL reads no year of five digits as JavaScript writes it. */
const keyset = /^(\d{1,14})\.([1-9]\d{0,18})\.[\w-]{11}$/

/** @throws INVALID_CURSOR for anything that `encodeCursor` did not write for this list */
export function decodeCursor(of: CursorOf, cursor: string): Place {
  const match = cursor.length <= 64 ? keyset.exec(Buffer.from(cursor, 'base64url').toString()) : null
  const at = new Date(Number(match?.[1]))
  if (!match || Number.isNaN(at.getTime()) || BigInt(match[2]!) > 2n ** 63n - 1n) throw invalidCursor()
  const place = { at, number: match[2]! }
  if (encodeCursor(of, place) !== cursor) throw invalidCursor()
  return place
}

const invalidCursor = () =>
  badInput('INVALID_CURSOR', 'after', 'after must be a cursor that this API gave for this list.')
