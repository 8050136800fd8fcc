import { type Client } from 'pg'
import { type ClickHouse } from '../clickhouse/client.ts'
import { isDamage } from '../clickhouse/damage.ts'
import { unlistDays } from '../rollup/unlist-days.ts'
import { copyUsers } from './copy-users.ts'
import { finishRebuilding, restartCursor } from './cursor.ts'
import { projectBatch } from './project-batch.ts'
import { claimStore } from './store.ts'
import { StuckTables } from './stuck-tables.ts'

/**
 * Throws the columns away and replays the log; `onProgress` is told how many facts are in. The days that are kept
 * were computed from those columns: they are computed anew after it. PostgreSQL forgets the store first: until the
 * new tables have a name, no process takes them for complete.
 * @throws StuckTables when ClickHouse cannot drop its tables
 */
export async function rebuildProjection(
  client: Client,
  clickhouse: ClickHouse,
  mostFacts: number,
  onProgress: (facts: number) => void = () => undefined,
): Promise<void> {
  await unlistDays(client)
  await restartCursor(client)
  await dropTables(clickhouse)
  await clickhouse.createTables()
  await claimStore(client, clickhouse)
  await continueRebuild(client, clickhouse, mostFacts, onProgress)
}

/** Replays the rest of the log after a rebuild that was cut short. */
export async function continueRebuild(
  client: Client,
  clickhouse: ClickHouse,
  mostFacts: number,
  onProgress: (facts: number) => void = () => undefined,
): Promise<void> {
  await catchUp(client, clickhouse, mostFacts, onProgress)
  await finishRebuilding(client)
}

async function dropTables(clickhouse: ClickHouse): Promise<void> {
  try {
    await clickhouse.dropTables()
  } catch (error) {
    throw clickhouse.isEmbedded && isDamage(error) ? new StuckTables({ cause: error }) : error
  }
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
  while ((await copyUsers(client, clickhouse, mostFacts))?.isFull);
}
