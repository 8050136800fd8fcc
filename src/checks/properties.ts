import { Rejection } from './rejection.ts'
import { checkStorable } from './text.ts'

/**
 * JSON reads a larger number inexactly. PostgreSQL would write 1e21 with all its digits, and ClickHouse would read the digits
 * as an integer of 64 bits.
 */
const most = { bytes: 32_768, depth: 8, keys: 255, keyBytes: 255, number: Number.MAX_SAFE_INTEGER }

/**
 * The JSON text of a JSON object that both engines hold without a change.
 * @throws Rejection deeper than 8, more than 255 keys in all, over 32 kB of UTF-8, a number of 2^53 or beyond, a NUL
 * or half a surrogate pair
 */
export function propertiesOf(object: Record<string, unknown>, field: string): string {
  let keys = 0
  const visitKey = (key: string, value: unknown, depth: number) => {
    if (++keys > most.keys)
      throw new Rejection(
        'PROPERTIES_TOO_MANY_KEYS',
        field,
        `${field} may have at most ${most.keys} keys in total.`,
      )
    checkKey(key, field)
    visit(value, depth)
  }
  const visit = (value: unknown, depth: number) => {
    if (typeof value === 'string') checkStorable(value, field)
    else if (typeof value === 'number') checkNumber(value, field)
    else if (typeof value === 'object' && value !== null) visitInside(value, depth)
  }
  const visitInside = (container: object, depth: number) => {
    if (depth > most.depth)
      throw new Rejection(
        'PROPERTIES_TOO_DEEP',
        field,
        `${field} may be nested at most ${most.depth} levels deep.`,
      )
    if (Array.isArray(container)) for (const item of container) visit(item, depth + 1)
    else for (const [key, value] of Object.entries(container)) visitKey(key, value, depth + 1)
  }
  visitInside(object, 1)
  const json = JSON.stringify(object)
  if (json.length * 3 > most.bytes && Buffer.byteLength(json) > most.bytes)
    throw new Rejection(
      'PROPERTIES_TOO_LARGE',
      field,
      `${field} may have at most ${most.bytes} bytes as JSON.`,
    )
  return json
}

function checkKey(key: string, field: string): void {
  checkStorable(key, field)
  if (key.length * 3 > most.keyBytes && Buffer.byteLength(key) > most.keyBytes)
    throw new Rejection('TOO_LONG', field, `A key in ${field} may have at most ${most.keyBytes} bytes.`)
}

function checkNumber(value: number, field: string): void {
  if (Math.abs(value) > most.number)
    throw new Rejection(
      'INVALID_NUMBER',
      field,
      `A number in ${field} must lie between -2^53 and 2^53. Send a larger number as text.`,
    )
}
