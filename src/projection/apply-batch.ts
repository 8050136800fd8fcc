import { type ClickHouse } from '../clickhouse/client.ts'
import { type Cursor } from './cursor.ts'
import { batchColumns, type EventRows } from './read-batch.ts'

/**
 * Sends the recorded batch to ClickHouse and returns its number of events. Applying a batch again has no effect, since
 * the number of the batch is its deduplication token.
 */
export async function applyBatch(
  clickhouse: ClickHouse,
  { generation, batch }: Cursor,
  rows: EventRows,
): Promise<number> {
  await clickhouse.insert(rows.stream, batchColumns, `${generation}:${batch}`)
  return rows.count()
}
