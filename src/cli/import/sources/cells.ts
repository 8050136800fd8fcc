import { hash } from 'node:crypto'
import { commonMistakes, mistakenIds } from '../../../checks/mistaken-id.ts'
import { usualNulls } from '../column-mapping.ts'
import { RowProblem } from '../row.ts'
import { isObject, jsonIn } from '../values.ts'
import { instantIn } from '../zoned.ts'
import { type Columns, type SourceSettings } from './source.ts'

const nulls = new Set(['', ...usualNulls])

/** A text, or a whole number as one; undefined for anything else, and for the words that stand for no value. */
export function text(cell: unknown): string | undefined {
  if (typeof cell === 'string') return nulls.has(cell) ? undefined : cell
  return Number.isSafeInteger(cell) ? String(cell) : undefined
}

const isMistaken = mistakenIds(commonMistakes)

/** The first of the cells that is an id of a user or session; ids that stand for a missing one, such as `-1`, are none. */
export function idIn(...cells: unknown[]): string | undefined {
  return cells.map(text).find(id => id !== undefined && !isMistaken(id))
}

/** A number, or a text that is one, as in exports of 64-bit numbers. */
export function number(cell: unknown): number | undefined {
  const value = typeof cell === 'string' && cell.trim() !== '' ? Number(cell) : cell
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** An amount of money as a text without an exponent, with up to 12 decimals; of a smaller one the service keeps no more. */
export function decimal(cell: unknown): string | undefined {
  const amount = number(cell)
  return amount === undefined ? undefined : amount.toFixed(12).replace(/\.?0+$/, '')
}

/** An object, or the JSON of one in a text; without one, an empty object. */
export function object(cell: unknown): Columns {
  const value = typeof cell === 'string' ? jsonIn(cell) : cell
  return isObject(value) ? value : {}
}

/** A list, or the JSON of one in a text; without one, an empty list. */
export function list(cell: unknown): unknown[] {
  const value = typeof cell === 'string' ? jsonIn(cell) : cell
  return Array.isArray(value) ? value : []
}

/**
 * The first cell that has a value as an instant in milliseconds since 1970.
 * @throws RowProblem if none has, or the value is no time
 */
export function instant(cells: Columns, { zone }: SourceSettings): number {
  const [field, cell] =
    Object.entries(cells).find(([, cell]) => cell !== undefined && cell !== null && cell !== '') ?? []
  if (field === undefined)
    throw new RowProblem('REQUIRED', 'timestamp', `the row has no ${Object.keys(cells).join(', and no ')}`)
  const ms = instantIn(cell, zone)
  if (ms !== undefined) return ms
  throw new RowProblem('INVALID_FIELD', 'timestamp', `${field} "${String(cell).slice(0, 50)}" is not a time`)
}

export const iso = (ms: number): string => new Date(ms).toISOString()

/** The entries that have a value. */
export function present(columns: Columns): Columns {
  return Object.fromEntries(
    Object.entries(columns).filter(([, cell]) => cell !== undefined && cell !== null && cell !== ''),
  )
}

/** The columns without some, by their names. */
export function without(columns: Columns, dropped: ReadonlySet<string>): Columns {
  return Object.fromEntries(Object.entries(columns).filter(([column]) => !dropped.has(column)))
}

const mostIdCharacters = 255

/** An event's id of one part, such as `seg:` and the message's id. A part that is too long is hashed. */
export function idOf(prefix: string, part: string | undefined): string | undefined {
  if (part === undefined) return undefined
  return prefix.length + part.length <= mostIdCharacters ? prefix + part : hashedId(prefix, [part])
}

/** An event's id of several parts: 32 hexadecimal digits of a SHA-256 over them. */
export const hashedId = (prefix: string, parts: unknown[]): string =>
  prefix + hash('sha256', JSON.stringify(parts)).slice(0, 32)
