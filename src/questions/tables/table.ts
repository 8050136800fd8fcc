/** The type of a column. A `decimal` is an exact text, a `time` is ISO 8601 in UTC, `json` is any JSON value. */
export type ColumnType = 'text' | 'integer' | 'number' | 'decimal' | 'boolean' | 'time' | 'json'

export interface Column {
  name: string
  type: ColumnType
}

/** An answer as rows. The names and types of the columns stay the same from version to version; new ones come last. */
export interface AnswerTable {
  columns: Column[]
  rows: unknown[][]
}

/** Columns by their names. */
type Columns = Record<string, ColumnType>

/** How an answer of one type becomes a table. */
export interface TableOf<Answer> {
  /** The fields of the answer that the table needs, as GraphQL. */
  selection: string
  table(answer: Answer): AnswerTable
}

/** A table with a row for each item, whose fields have the names of the columns; null where an item has none. */
export const tableOfItems = (columns: Columns, items: object[]): AnswerTable => ({
  columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
  rows: items.map(item => Object.keys(columns).map(name => (item as Record<string, unknown>)[name] ?? null)),
})
