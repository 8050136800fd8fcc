import { RowProblem } from './row.ts'

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})?$/

/**
 * A date-time in the form of RFC 3339: `2023-11-16 18:17:03.9799600` becomes `2023-11-16T18:17:03.9799600Z`. A time without
 * a zone is UTC. Any other text is returned unchanged: the service accepts or rejects it.
 */
export function rfc3339(text: string): string {
  const match = DATE_TIME.exec(text)
  if (match === null) return text
  const [, date, minutes, seconds = ':00', zone = 'Z'] = match
  return `${date}T${minutes}${seconds}${zone}`
}

const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/
const MAX_DOUBLE_DIGITS = 17
/** The service rejects a property that is a larger number. */
const PROPERTY_LIMIT = 2 ** 53

/**
 * The value of a CSV cell as a property: true, false, a number if it keeps all digits of the cell, a JSON object or list,
 * or the text itself. So `4808` and `1.50` are numbers; `007` and `12345678901234567890` stay text.
 */
export function cellValue(cell: string): unknown {
  if (cell === 'true') return true
  if (cell === 'false') return false
  const json = jsonIn(cell)
  if (json !== undefined) return json
  const number = numberIn(cell)
  return number !== undefined && Math.abs(number) < PROPERTY_LIMIT ? number : cell
}

/** The JSON object or list in a cell; undefined for any other text. */
export function jsonIn(cell: string): object | undefined {
  if (!/^\s*[{[]/.test(cell)) return undefined
  try {
    return JSON.parse(cell)
  } catch {
    return undefined
  }
}

export function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

/** The number in a cell, if a number can keep all its digits. */
function numberIn(cell: string): number | undefined {
  return JSON_NUMBER.test(cell) && keepsEveryDigit(cell) ? Number(cell) : undefined
}

function keepsEveryDigit(cell: string): boolean {
  const written = significantDigits(cell)
  if (written === '') return true
  if (written.length > MAX_DOUBLE_DIGITS) return false
  return significantDigits(Number(cell).toExponential(written.length - 1)) === written
}

function significantDigits(number: string): string {
  return number.replace(/e.*$/i, '').replace(/[-.]/g, '').replace(/^0+/, '')
}

/**
 * Converts a cell to the value of a field. Throws a RowProblem for a value that would make the service refuse the whole
 * batch. All other checks of the value are left to the service.
 */
export type FieldValue = (cell: unknown, field: string) => unknown

export function asText(cell: unknown, field: string): string {
  if (typeof cell === 'string') return cell
  if (Number.isSafeInteger(cell)) return String(cell)
  throw new RowProblem('INVALID_FIELD', field, `${field} must be text or a whole number below 2^53`)
}

/** A number, or a text that is one, counts seconds, milliseconds, microseconds or nanoseconds since 1970. */
export function asInstant(cell: unknown, field: string): string {
  const ms = millisecondsIn(cell)
  return ms === undefined ? rfc3339(asText(cell, field)) : new Date(ms).toISOString()
}

/** The largest number of each unit, and its milliseconds: the size tells the unit of any time from 1973 to 5138. */
const epochUnits = [
  { below: 1e11, ms: 1e3 },
  { below: 1e14, ms: 1 },
  { below: 1e17, ms: 1e-3 },
  { below: 1e20, ms: 1e-6 },
]
const leastEpoch = 1e8

/** The instant of a number since 1970 in milliseconds; undefined for anything else. */
export function millisecondsIn(cell: unknown): number | undefined {
  const isCount = typeof cell === 'number' || (typeof cell === 'string' && /^\d{9,20}(\.\d+)?$/.test(cell))
  const count = isCount ? Number(cell) : 0
  const unit = epochUnits.find(({ below }) => count < below)
  return unit === undefined || count < leastEpoch ? undefined : Math.floor(count * unit.ms)
}

/** The cells of a CSV file are text: a text that is a number becomes one. */
export function asNumber(cell: unknown): unknown {
  return typeof cell === 'string' ? (numberIn(cell) ?? cell) : cell
}

/** An amount of money stays text, except with an exponent, such as `5.5e-06`. */
export function asMoney(cell: unknown): unknown {
  return typeof cell === 'string' && /\de/i.test(cell) ? asNumber(cell) : cell
}

/** The service rejects a value that its enum does not have. */
export const asWritten = (cell: unknown): unknown => cell

/** As JSON, Python and PostgreSQL write them. */
const booleans = new Map([
  ['true', true],
  ['t', true],
  ['false', false],
  ['f', false],
])

export function asBoolean(cell: unknown, field: string): boolean {
  const value = booleans.get(String(cell).toLowerCase())
  if (value !== undefined) return value
  throw new RowProblem('INVALID_FIELD', field, `${field} must be true or false`)
}

/** A single text is a list of one, unless it is a JSON list. */
export function asTexts(cell: unknown, field: string): string[] {
  const list = typeof cell === 'string' ? jsonIn(cell) : cell
  const texts = Array.isArray(list) ? list : [cell]
  if (texts.every(text => typeof text === 'string')) return texts
  throw new RowProblem('INVALID_FIELD', field, `${field} must be text or a list of texts`)
}
