import { mostRowsName } from '../clickhouse/sandbox/sandbox-place.ts'
import { bound, type Sql } from '../clickhouse/sql.ts'
import { badInput } from '../errors.ts'
import { instantOf } from '../schema/instant.ts'
import { type Placeholder } from './placeholders.ts'

/** Values by position, for `?`, or by name. */
export type Parameters = readonly unknown[] | Readonly<Record<string, unknown>>

const mostParameters = 50

/**
 * The values by the names of their placeholders.
 * @throws INVALID_PARAMETERS when a value is missing, or one is given that the SQL does not use
 */
export function namedValues(parameters: Parameters, positions: number): Record<string, unknown> {
  const isList = Array.isArray(parameters)
  const given = Object.entries(parameters)
  if (given.length > mostParameters) throw invalid(`There may be at most ${mostParameters} parameters.`)
  if (positions !== (isList ? given.length : 0))
    throw invalid(
      `The SQL has ${positions} times "?" outside of quotes, and parameters is ${isList ? `a list of ${given.length}` : 'no list'}.`,
    )
  return Object.fromEntries(isList ? given.map(([, value], i) => [`p${i + 1}`, value]) : given)
}

/** The type of the value of a `?`. An instant of RFC 3339 is a time, any other text a text. */
export function typeOfValue(value: unknown): string {
  if (Array.isArray(value)) return `Array(${commonType(value)})`
  if (typeof value === 'boolean') return 'Bool'
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'Int64' : 'Float64'
  if (value === null) return 'Nullable(String)'
  return isInstant(value) ? "DateTime64(3, 'UTC')" : 'String'
}

function commonType(values: unknown[]): string {
  if (values.some(Array.isArray)) throw invalid('A list of parameters may not contain lists.')
  const types = new Set(values.map(typeOfValue))
  const [first = 'String'] = types
  if (types.size <= 1) return first
  return [...types].every(type => type === 'Int64' || type === 'Float64') ? 'Float64' : 'String'
}

/**
 * Binds the value of each placeholder.
 * @throws INVALID_PARAMETERS as `namedValues`, and for a value that is not of the type
 */
export function boundValues(placeholders: Placeholder[], values: Record<string, unknown>): Map<string, Sql> {
  if (placeholders.some(({ name }) => name === mostRowsName))
    throw invalid(`No placeholder may have the name ${mostRowsName}.`)
  const unused = Object.keys(values).find(key => !placeholders.some(({ name }) => name === key))
  if (unused !== undefined) throw invalid(`The SQL has no placeholder {${unused}:…}.`)
  return new Map(placeholders.map(placeholder => [placeholder.name, boundValue(placeholder, values)]))
}

function boundValue({ name, type }: Placeholder, values: Record<string, unknown>): Sql {
  if (!Object.hasOwn(values, name)) throw invalid(`The parameter "${name}" has no value.`)
  const value = written(values[name], type)
  if (value === undefined) throw invalid(`The parameter "${name}" must be a value of the type ${type}.`)
  return bound(type)(value)
}

/** The value as ClickHouse reads it; undefined for one of another type. */
function written(value: unknown, type: string): unknown {
  const [, wrapper, inner = ''] = /^(Nullable|Array)\((.*)\)$/.exec(type) ?? []
  if (wrapper === 'Nullable') return value === null ? null : written(value, inner)
  if (wrapper === 'Array') return Array.isArray(value) ? listOf(value, inner) : undefined
  if (type === 'Bool') return typeof value === 'boolean' ? value : undefined
  if (/^(?:U?Int|Float|Decimal)/.test(type)) return numberOf(value)
  if (typeof value !== 'string') return undefined
  return type.startsWith('DateTime') && isInstant(value) ? timeOf(value, type) : value
}

function listOf(values: unknown[], type: string): unknown[] | undefined {
  const items = values.map(value => written(value, type))
  return items.includes(undefined) ? undefined : items
}

/** A number, or one in digits, such as money. */
function numberOf(value: unknown): unknown {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? value : undefined
}

const isInstant = (value: unknown) => typeof value === 'string' && instantOf(value) !== undefined

/** An instant as seconds since 1970, with as many decimals as the type has. */
function timeOf(value: string, type: string): string {
  const seconds = instantOf(value)! / 1_000
  return type.startsWith('DateTime64') ? seconds.toFixed(3) : String(Math.floor(seconds))
}

/** A value of the type, for a statement that is parsed and does not run. */
export const anyValue = (type: string): string => {
  if (type.startsWith('Array')) return '[]'
  if (type.startsWith('Nullable')) return anyValue(type.slice('Nullable('.length, -1))
  if (type === 'Bool') return 'true'
  if (type === 'UUID') return '00000000-0000-0000-0000-000000000000'
  if (type.startsWith('DateTime')) return '2000-01-01 00:00:00'
  // A text is often compared with a day.
  return type === 'String' || type.startsWith('Date') ? '2000-01-01' : '1'
}

const invalid = (message: string) => badInput('INVALID_PARAMETERS', 'parameters', message)
