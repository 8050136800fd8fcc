import { badInput } from '../../errors.ts'

/** A place in a list that is ordered by time and, at one instant, by number. */
export interface Place {
  at: Date
  number: string
}

export function encodeCursor({ at, number }: Place): string {
  return Buffer.from(`${at.getTime()}.${number}`).toString('base64url')
}

/** 14 digits of milliseconds reach the year 5138; PostgreSQL reads no year of five digits as JavaScript writes it. */
const keyset = /^(\d{1,14})\.([1-9]\d{0,18})$/

/** @throws INVALID_CURSOR for anything that `encodeCursor` did not write */
export function decodeCursor(cursor: string): Place {
  const match = cursor.length <= 64 ? keyset.exec(Buffer.from(cursor, 'base64url').toString()) : null
  const at = new Date(Number(match?.[1]))
  if (!match || Number.isNaN(at.getTime()) || BigInt(match[2]!) > 2n ** 63n - 1n) throw invalidCursor()
  const place = { at, number: match[2]! }
  if (encodeCursor(place) !== cursor) throw invalidCursor()
  return place
}

const invalidCursor = () =>
  badInput('INVALID_CURSOR', 'after', 'after must be a cursor that this API gave for this list.')
