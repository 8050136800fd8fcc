import { createHash, hash } from 'node:crypto'
import { type ColumnMapping } from './column-mapping.ts'
import { contentOf, type InputFile } from './input-file.ts'
import { type Row, RowProblem } from './row.ts'
import { cellValue, isObject, jsonIn } from './values.ts'
import { zonedValue } from './zoned.ts'

/** The input of an event, such as an `EventInput`. */
export interface RowEvent {
  eventId?: string
  properties?: Record<string, unknown>
  [field: string]: unknown
}

/**
 * The event of a row. The value of a field is its constant, else the cell of its mapped column, else the cell of the column
 * with its name. A column without a field becomes a property, through `propertyOf`. If a property has several sources, a
 * mapped column or a constant wins over the row's `properties` object, which wins over a column. A time without a zone is one in
 * `zone`, an IANA name.
 * @throws RowProblem for a cell that does not fit its field, and for a row without a time
 */
export function rowEvent(
  row: Row,
  mapping: ColumnMapping,
  propertyOf: (cell: unknown) => unknown,
  zone = 'UTC',
): RowEvent {
  const values = Object.entries(mapping.fields).map(([field, toValue]) => {
    const cell = fieldCell(field, row, mapping)
    return [field, isAbsent(cell, mapping) ? undefined : zonedValue(toValue, zone)(cell, field)] as const
  })
  const event: RowEvent = Object.fromEntries(values.filter(([, value]) => value !== undefined))
  requireTime(event, mapping)
  if (mapping.kind === 'activity' && event.userId === undefined) throw missingUser()
  const properties = Object.fromEntries([
    ...leftColumns(row, mapping).map(([column, cell]) => [column, propertyOf(cell)] as const),
    ...Object.entries(propertiesObject(row, mapping)),
    ...mappedProperties(row, mapping, propertyOf),
  ])
  return Object.keys(properties).length === 0 ? event : { ...event, properties }
}

const isAbsent = (cell: unknown, { nulls }: ColumnMapping) =>
  cell === undefined || cell === null || (typeof cell === 'string' && nulls.has(cell))

const fieldCell = (field: string, row: Row, mapping: ColumnMapping): unknown =>
  mapping.constants.get(field) ?? firstCell(row, sourceColumns(field, mapping), mapping)

function sourceColumns(field: string, { columns, takenColumns }: ColumnMapping): string[] {
  return columns.get(field) ?? (takenColumns.has(field) ? [] : [field])
}

/** The cell that `--map` or `--set` gives to a target; undefined without a value. */
export function cellFor(target: string, row: Row, mapping: ColumnMapping): unknown {
  const constant = mapping.constants.get(target)
  return constant ?? firstCell(row, mapping.columns.get(target) ?? [], mapping)
}

/** The cell of the first column that has a value. */
function firstCell(row: Row, columns: string[], mapping: ColumnMapping): unknown {
  for (const column of columns) {
    const cell = cellOf(row, column)
    if (!isAbsent(cell, mapping) && (cell !== '' || columns.length === 1)) return cell
  }
  return undefined
}

function cellOf({ columns }: Row, column: string): unknown {
  if (Object.hasOwn(columns, column)) return columns[column]
  return column.includes('.') ? cellAt(columns, column.split('.')) : undefined
}

/** The cell at a path into objects and lists. An object may be JSON in a text, as in a CSV file. */
function cellAt(columns: unknown, path: string[]): unknown {
  return path.reduce<unknown>((found, key) => {
    const inner = typeof found === 'string' ? jsonIn(found) : found
    const isInside = isObject(inner) || (Array.isArray(inner) && /^\d+$/.test(key))
    return isInside && Object.hasOwn(inner, key) ? (inner as Record<string, unknown>)[key] : undefined
  }, columns)
}

/** The service would take the subject of the importer's token as the user. */
function missingUser(): RowProblem {
  return new RowProblem('REQUIRED', 'userId', 'the row has no userId, which an activity needs')
}

/** Without this check, years of history would happen at the time of the import, and ids are for ever. */
function requireTime(event: RowEvent, { times, columns, isNow }: ColumnMapping): void {
  const column = columns.get('timestamp')?.join('" or "')
  if (isNow || (column ? event.timestamp !== undefined : times.some(field => event[field] !== undefined)))
    return
  const lack = column ? `"${column}", which is mapped to timestamp` : 'time: no column is timestamp'
  const advice = 'use --map timestamp=COLUMN, or --now for the time of the import'
  throw new RowProblem('REQUIRED', 'timestamp', `the row has no ${lack}; ${advice}`)
}

/** The object in the column `properties`, or in the one that is mapped to it, without the cells that are mapped. */
function propertiesObject(row: Row, mapping: ColumnMapping): Record<string, unknown> {
  const cell = fieldCell('properties', row, mapping)
  if (isAbsent(cell, mapping)) return {}
  const object = typeof cell === 'string' ? jsonIn(cell) : cell
  if (!isObject(object)) throw new RowProblem('INVALID_FIELD', 'properties', 'properties must be an object')
  const sources = sourceColumns('properties', mapping)
  const isTaken = (key: string) => sources.some(source => mapping.takenColumns.has(`${source}.${key}`))
  return Object.fromEntries(Object.entries(object).filter(([key]) => !isTaken(key)))
}

function leftColumns(row: Row, mapping: ColumnMapping): [string, unknown][] {
  return Object.entries(row.columns).filter(([column]) => !isUsed(column, mapping))
}

function isUsed(column: string, { fields, columns, constants, takenColumns }: ColumnMapping): boolean {
  if (takenColumns.has(column)) return true
  const isField = column === 'properties' || Object.hasOwn(fields, column)
  return isField && !columns.has(column) && !constants.has(column)
}

function mappedProperties(
  row: Row,
  mapping: ColumnMapping,
  propertyOf: (cell: unknown) => unknown,
): [string, unknown][] {
  const cells = propertiesIn(mapping.columns).map(([key, columns]): [string, unknown] => [
    key,
    firstCell(row, columns, mapping),
  ])
  const present = cells.filter(([, cell]) => cell !== undefined)
  return [
    ...present.map(([key, cell]): [string, unknown] => [key, propertyOf(cell)]),
    ...propertiesIn(mapping.constants).map(([key, text]): [string, unknown] => [key, cellValue(text)]),
  ]
}

/** `properties.X` targets with their sources, by X. */
function propertiesIn<Source>(sources: Map<string, Source>): [string, Source][] {
  const prefix = 'properties.'
  return [...sources]
    .filter(([target]) => target.startsWith(prefix))
    .map(([target, source]) => [target.slice(prefix.length), source])
}

/**
 * The id of an event whose row has none: 32 hexadecimal digits of a SHA-256 over the file's content (see
 * `contentDigest`), the line and the event. A second import gives the same ids, even if the file was moved, renamed or
 * compressed. Equal rows in a file are different events, and so are equal rows in different files. A file that has grown is
 * a different file: rows of a file that is imported again as it grows need ids of their own.
 */
export function eventId(fileDigest: string, line: number, event: RowEvent): string {
  return hash('sha256', `${fileDigest}\n${line}\n${JSON.stringify(event)}`).slice(0, 32)
}

/** The SHA-256 of a file's content, independent of its name and compression. */
export async function contentDigest(file: InputFile): Promise<string> {
  const digest = createHash('sha256')
  for await (const chunk of contentOf(file)) digest.update(chunk)
  return digest.digest('hex')
}
