import { type ClickHouse } from '../clickhouse/client.ts'
import { type Cursor } from './cursor.ts'
import { batchColumns, type EventRows } from './read-batch.ts'

/** What ClickHouse knows of a batch that it has. */
export interface Applied {
  events: number
  /** The versions of precomputed days that the batch changes though it has no events on them. */
  touched: number[]
}

/**
 * Sends the recorded batch to ClickHouse. Applying a batch again has no effect, since the number of the batch is its
 * deduplication token.
 */
export async function applyBatch(
  clickhouse: ClickHouse,
  { generation, batch }: Cursor,
  rows: EventRows,
): Promise<Applied> {
  await clickhouse.insert(rows.stream, batchColumns, `${generation}:${batch}`)
  return { events: rows.count(), touched: (await clickhouse.precomputed?.touchedBy(batch)) ?? [] }
}
