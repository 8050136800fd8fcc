import { type Client } from 'pg'
import { type ClickHouse } from '../clickhouse/client.ts'
import { applyBatch } from './apply-batch.ts'
import { type Cursor, recordBatch } from './cursor.ts'
import { finishBatch } from './finish-batch.ts'

/** Records, applies and finishes one batch; undefined when there is nothing to do. */
export async function projectBatch(
  client: Client,
  clickhouse: ClickHouse,
  mostFacts: number,
): Promise<Cursor | undefined> {
  const recorded = await recordBatch(client, mostFacts)
  return recorded.next ? applyAndFinish(client, clickhouse, recorded) : undefined
}

/**
 * Applies a batch whose bounds are recorded. The statements that finish it queue behind the COPY on the same session.
 * @throws Error when either fails; the session is of no use then
 */
async function applyAndFinish(client: Client, clickhouse: ClickHouse, recorded: Cursor): Promise<Cursor> {
  const applied = applyBatch(client, clickhouse, recorded)
  const finished = finishBatch(client, recorded, applied)
  finished.catch(() => undefined)
  // First: behind a COPY that ClickHouse reads no further, the other statements would wait for ever.
  await applied
  return finished
}
