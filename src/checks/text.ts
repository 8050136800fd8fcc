import { Rejection } from './rejection.ts'

/**
 * An id or label as it is stored; null when absent or empty.
 * @throws Rejection above `most` characters, or when the text cannot be stored unchanged
 */
export function textOf(value: string | null | undefined, field: string, most: number): string | null {
  if (value === null || value === undefined || value === '') return null
  if (value.length > most) throw new Rejection('TOO_LONG', field, `${field} may have ${most} characters.`)
  checkWellFormed(value, field)
  return value
}

/** PostgreSQL refuses NUL, and would replace half a surrogate pair by another character. @throws Rejection */
export function checkWellFormed(value: string, field: string): void {
  if (!value.isWellFormed() || value.includes('\0'))
    throw new Rejection('INVALID_TEXT', field, `${field} holds a NUL character or half a surrogate pair.`)
}
