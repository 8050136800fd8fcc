import {
  type EventRow,
  type LoggedColumn,
  loggedColumnNames,
  loggedColumns,
} from '../entities/event-columns.ts'

/** The columns that at least one of the events fills. */
export const filledColumns = (events: EventRow[]): LoggedColumn[] =>
  loggedColumnNames.filter(column => events.some(event => event[column] != null))

/** The values that `unnestedArrays` binds: an array for each column. */
export const arraysOf = (columns: LoggedColumn[], events: EventRow[]) =>
  columns.map(column => events.map(event => event[column] ?? null))

/** One array per column is bound, so the number of rows never meets the protocol's limit of 65,535 parameters. */
export const unnestedArrays = (columns: LoggedColumn[]): string =>
  `unnest(${columns.map((column, i) => `$${i + 1}::${loggedColumns[column].pg}[]`).join(', ')})`
