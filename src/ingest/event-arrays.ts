import { type EventColumn, type EventRow, eventColumnNames, eventColumns } from '../entities/event-columns.ts'

/** The columns that at least one of the events fills. */
export const filledColumns = (events: EventRow[]): EventColumn[] =>
  eventColumnNames.filter(column => events.some(event => event[column] != null))

/** The values that `unnestedArrays` binds: an array for each column. */
export const arraysOf = (columns: EventColumn[], events: EventRow[]) =>
  columns.map(column => events.map(event => event[column] ?? null))

/** One array per column is bound, so the number of rows never meets the protocol's limit of 65,535 parameters. */
export const unnestedArrays = (columns: EventColumn[]): string =>
  `unnest(${columns.map((column, i) => `$${i + 1}::${eventColumns[column].pg}[]`).join(', ')})`
