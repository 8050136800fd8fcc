import { type Readable } from 'node:stream'
import { type ClientBase } from 'pg'
import { type EventColumn, eventColumnNames, eventColumns } from '../entities/event-columns.ts'
import { copyOut } from '../postgres/copy-out.ts'
import { type Bounds, batchEvents } from './batch-events.ts'
import { copiedObject } from './copied-object.ts'

/** The events of a batch as tab-separated bytes, with `batchColumns` in each line. */
export interface EventRows {
  stream: Readable
  /** The number of events, once the stream has ended. */
  count(): number
}

/** The SQL of columns whose text in PostgreSQL differs from the text that ClickHouse reads. */
const expressions: Record<string, (column: string) => string> = {
  timestamptz: column => `${column} at time zone 'UTC'`,
  boolean: column => `${column}::integer`,
  inet: column => `host(${column})`,
  jsonb: copiedObject,
}

const expressionOf = (column: EventColumn) => expressions[eventColumns[column].pg]?.(column) ?? column

export const batchColumns = ['seq', 'received_at', 'batch', ...eventColumnNames]
const selected = (batch: string) =>
  ['seq', `received_at at time zone 'UTC'`, batch, ...eventColumnNames.map(expressionOf)].join(', ')

/**
 * Reads a batch as bytes: COPY's text format is ClickHouse's TabSeparated. `batch` is its number, which every line has.
 * The session is busy until the stream ends.
 */
export function readBatch(client: ClientBase, bounds: Bounds, batch: string): EventRows {
  const stream = copyOut(
    client,
    `copy (select ${selected(batch)} from (${batchEvents(bounds)}) e order by e.tx, e.seq) to stdout`,
  )
  return { stream, count: () => stream.rowCount }
}
