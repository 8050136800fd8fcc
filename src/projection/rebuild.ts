import { type Client } from 'pg'
import { type ClickHouse } from '../clickhouse/client.ts'
import { unlistDays } from '../rollup/unlist-days.ts'
import { copyUsers } from './copy-users.ts'
import { restartCursor } from './cursor.ts'
import { projectBatch } from './project-batch.ts'

/**
 * Throws the columns away and replays the log; `onProgress` is told how many facts are in. The days that are kept
 * were computed from those columns: they are computed anew after it.
 */
export async function rebuildProjection(
  client: Client,
  clickhouse: ClickHouse,
  mostFacts: number,
  onProgress: (facts: number) => void = () => undefined,
): Promise<void> {
  await unlistDays(client)
  await clickhouse.dropTables()
  await clickhouse.createTables()
  await restartCursor(client)
  await catchUp(client, clickhouse, mostFacts, onProgress)
}

/** Applies batches until the log has no more, then copies the users who have changed. */
export async function catchUp(
  client: Client,
  clickhouse: ClickHouse,
  mostFacts: number,
  onProgress: (facts: number) => void = () => undefined,
): Promise<void> {
  for (;;) {
    const cursor = await projectBatch(client, clickhouse, mostFacts)
    if (!cursor) break
    onProgress(Number(cursor.facts))
  }
  while (await copyUsers(client, clickhouse, mostFacts));
}
