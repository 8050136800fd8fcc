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
  if (!recorded.next) return undefined
  const facts = await applyBatch(client, clickhouse, recorded)
  return finishBatch(client, recorded, facts)
}
