/** An answer as rows under columns, as files show it. */
export interface Table {
  columns: { name: string; type: string }[]
  rows: unknown[][]
}

/** The value of a cell: times as RFC 3339 in UTC, lists and objects as JSON. */
export function cellOf(value: unknown): string | number | boolean | null {
  if (value === undefined || value === null) return null
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
