import { Rejection } from './rejection.ts'

/**
 * An id or label as it is stored; null when absent or empty.
 * @throws Rejection above `most` characters, or when the text cannot be stored unchanged
 */
export function textOf(value: string | null | undefined, field: string, most: number): string | null {
  if (value === null || value === undefined || value === '') return null
  if (value.length > most)
    throw new Rejection('TOO_LONG', field, `${field} may have at most ${most} characters.`)
  checkStorable(value, field)
  return value
}

/** @throws Rejection for a text that the databases cannot hold as it is */
export function checkStorable(value: string, field: string): void {
  if (!isStorable(value)) throw new Rejection('INVALID_TEXT', field, notStorable(field))
}

/**
 * Whether the databases hold a text as it is: PostgreSQL refuses NUL, and turns half a surrogate pair into another
 * character.
 */
export const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0')

/** The message about a text that is not storable; `name` is the name of the argument. */
export const notStorable = (name: string) =>
  `${name} must not have a NUL character or half of a surrogate pair.`
