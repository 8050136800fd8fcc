import { type ClickHouse } from '../clickhouse/client.ts'
import { type Cursor } from './cursor.ts'
import { batchColumns, type FactRows } from './read-batch.ts'

/**
 * Sends the recorded batch to ClickHouse. Applied twice, it counts once: the batch's number is its deduplication token.
 * Gives how many facts it has.
 */
export async function applyBatch(
  clickhouse: ClickHouse,
  { generation, batch }: Cursor,
  rows: FactRows,
): Promise<number> {
  await clickhouse.insert(rows.stream, batchColumns, `${generation}:${batch}`)
  return rows.count()
}
