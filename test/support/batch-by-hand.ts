import { type ClientBase } from 'pg'
import { type ClickHouse } from '../../src/clickhouse/client.ts'
import { type Applied, applyBatch } from '../../src/projection/apply-batch.ts'
import { batchEnd, type Cursor, readCursor, recordBatch } from '../../src/projection/cursor.ts'
import { readBatch } from '../../src/projection/read-batch.ts'

/** Records the next batch; undefined if no event is settled. */
export async function recordNext(client: ClientBase): Promise<Cursor | undefined> {
  const end = await batchEnd(client, await readCursor(client), 50_000)
  return end && recordBatch(client, end)
}

/** Sends a recorded batch to ClickHouse. */
export const apply = (client: ClientBase, clickhouse: ClickHouse, recorded: Cursor): Promise<Applied> =>
  applyBatch(clickhouse, recorded, readBatch(client, { after: recorded, to: recorded.next! }, recorded.batch))
