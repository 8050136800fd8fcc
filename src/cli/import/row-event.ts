import { cellValue } from './cell-value.ts'
import { type ColumnMapping, EVENT_FIELDS, type EventField } from './column-mapping.ts'
import type { Row } from './row.ts'
import { RowProblem } from './row-problem.ts'
import { rfc3339 } from './timestamp.ts'

/** An event as the service takes it (`EventInput`). */
export type RowEvent = Partial<Record<EventField, string>> & { properties?: Record<string, unknown> }

/**
 * The event that a row stands for. A field comes from its constant, else its mapped column, else the column of its
 * name; columns used by no field become properties, through `propertyOf`. Where two give the same property, a mapped
 * one or a constant wins over the row's `properties` object, which wins over a column.
 * Throws a RowProblem for a cell that cannot be its field's text; what a field may hold is for the service to judge.
 */
export function rowEvent(row: Row, mapping: ColumnMapping, propertyOf: (cell: unknown) => unknown): RowEvent {
  const fields = EVENT_FIELDS.map(field => [field, fieldText(field, row, mapping)] as const)
  const event: RowEvent = Object.fromEntries(fields.filter(([, text]) => text !== undefined))
  const properties = Object.fromEntries([
    ...leftColumns(row, mapping).map(([column, cell]) => [column, propertyOf(cell)] as const),
    ...Object.entries(row.properties ?? {}),
    ...mappedProperties(row, mapping, propertyOf),
  ])
  return Object.keys(properties).length === 0 ? event : { ...event, properties }
}

function fieldText(field: EventField, row: Row, mapping: ColumnMapping): string | undefined {
  const constant = mapping.constants.get(field)
  const text = constant ?? asText(field, cellOf(row, sourceColumn(field, mapping)))
  if (field !== 'timestamp') return text
  if (text === undefined && mapping.columns.has(field)) throw missingTime(mapping.columns.get(field)!)
  return text === undefined ? undefined : rfc3339(text)
}

function sourceColumn(field: EventField, { columns, takenColumns }: ColumnMapping): string | undefined {
  return columns.get(field) ?? (takenColumns.has(field) ? undefined : field)
}

function cellOf({ columns }: Row, column: string | undefined): unknown {
  return column !== undefined && Object.hasOwn(columns, column) ? columns[column] : undefined
}

function asText(field: EventField, cell: unknown): string | undefined {
  if (cell === undefined || cell === null) return undefined
  if (typeof cell === 'string') return cell
  if (Number.isSafeInteger(cell)) return String(cell)
  throw new RowProblem('INVALID_FIELD', field, `${field} must be text or a whole number below 2^53`)
}

/** Without this, a mistyped column would put years of history at the moment of the import. */
function missingTime(column: string): RowProblem {
  return new RowProblem('REQUIRED', 'timestamp', `the row has no "${column}", which is mapped to timestamp`)
}

function leftColumns(row: Row, mapping: ColumnMapping): [string, unknown][] {
  return Object.entries(row.columns).filter(([column]) => !isUsed(column, mapping))
}

function isUsed(column: string, { columns, constants, takenColumns }: ColumnMapping): boolean {
  if (takenColumns.has(column)) return true
  return EVENT_FIELDS.some(field => field === column) && !columns.has(column) && !constants.has(column)
}

function mappedProperties(
  row: Row,
  { columns, constants }: ColumnMapping,
  propertyOf: (cell: unknown) => unknown,
): [string, unknown][] {
  const cells = propertiesIn(columns).map(([key, column]): [string, unknown] => [key, cellOf(row, column)])
  const present = cells.filter(([, cell]) => cell !== undefined)
  return [
    ...present.map(([key, cell]): [string, unknown] => [key, propertyOf(cell)]),
    ...propertiesIn(constants).map(([key, text]): [string, unknown] => [key, cellValue(text)]),
  ]
}

/** `properties.X` targets with their sources, by X. */
function propertiesIn(sources: Map<string, string>): [string, string][] {
  const prefix = 'properties.'
  return [...sources]
    .filter(([target]) => target.startsWith(prefix))
    .map(([target, source]) => [target.slice(prefix.length), source])
}
