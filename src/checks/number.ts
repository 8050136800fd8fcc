import { Unreadable } from '../schema/unreadable.ts'
import { Rejection } from './rejection.ts'

type Sent<Value> = Value | Unreadable | null | undefined

/** A year in milliseconds, longer than any call. */
export const mostMs = 31_622_400_000
/** More tokens than any call uses. */
export const mostTokens = 10_000_000_000_000

/** @throws Rejection unless the value is a number between `least` and `most` */
export function numberOf(value: Sent<number>, field: string, least: number, most: number): number | null {
  const number = readable(value, field)
  if (number === null) return null
  if (number < least || number > most)
    throw new Rejection('OUT_OF_RANGE', field, `${field} must be ${least} to ${most}.`)
  return number
}

/** @throws Rejection unless the value is a whole number between `least` and `most` */
export function wholeOf(value: Sent<number>, field: string, least: number, most: number): number | null {
  const number = numberOf(value, field, least, most)
  if (number !== null && !Number.isInteger(number))
    throw new Rejection('INVALID_NUMBER', field, `${field} must be a whole number.`)
  return number
}

/** An amount of money, as text. @throws Rejection unless the value is a decimal of 0 or more */
export function decimalOf(value: Sent<string>, field: string): string | null {
  const text = readable(value, field)
  if (text?.startsWith('-')) throw new Rejection('OUT_OF_RANGE', field, `${field} must not be negative.`)
  return text
}

/** @throws Rejection for a value that its scalar could not read */
export function readable<Value>(value: Sent<Value>, field: string): Value | null {
  if (value instanceof Unreadable) throw new Rejection('INVALID_NUMBER', field, `${field}: ${value.reason}`)
  return value ?? null
}
