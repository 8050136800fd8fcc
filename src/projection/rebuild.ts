import { type ClickHouse } from '../clickhouse/client.ts'
import { isDamage } from '../clickhouse/damage.ts'
import { resetDays } from '../rollup/reset-days.ts'
import { Batches, type Copying } from './batches.ts'
import { copyUsers } from './copy-users.ts'
import { finishRebuilding, restartCursor } from './cursor.ts'
import { claimStore } from './store.ts'
import { StuckTables } from './stuck-tables.ts'

/**
 * Throws the columns away and replays the log; `onProgress` is told how many facts are in. The days that are kept
 * were computed from those columns: they are computed anew after it. PostgreSQL forgets the store first: until the
 * new tables have a name, no process takes them for complete.
 * @throws StuckTables when ClickHouse cannot drop its tables
 */
export async function rebuildProjection(
  copying: Copying,
  onProgress: (facts: number) => void = () => undefined,
): Promise<void> {
  const { client, clickhouse } = copying
  await resetDays(client)
  await restartCursor(client)
  await dropTables(clickhouse)
  await clickhouse.createTables()
  await claimStore(client, clickhouse)
  await continueRebuild(copying, onProgress)
}

/** Replays the rest of the log after a rebuild that was cut short. */
export async function continueRebuild(
  copying: Copying,
  onProgress: (facts: number) => void = () => undefined,
): Promise<void> {
  await catchUp(copying, onProgress)
  await finishRebuilding(copying.client)
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
  copying: Copying,
  onProgress: (facts: number) => void = () => undefined,
): Promise<void> {
  const batches = new Batches(copying)
  try {
    for (let cursor = await batches.copyNext(); cursor; cursor = await batches.copyNext())
      onProgress(Number(cursor.facts))
  } finally {
    await batches.close()
  }
  const { client, clickhouse, mostFacts } = copying
  while ((await copyUsers(client, clickhouse, mostFacts))?.isFull);
}
