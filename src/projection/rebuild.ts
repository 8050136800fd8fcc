import { type ClickHouse } from '../clickhouse/client.ts'
import { isDamage } from '../clickhouse/damage.ts'
import { copyOut } from '../postgres/copy-out.ts'
import { resetDays } from '../rollup/reset-days.ts'
import { Batches, type Copying } from './batches.ts'
import { copyUsers } from './copy-users.ts'
import { finishRebuilding, restartCursor } from './cursor.ts'
import { claimStore } from './store.ts'
import { StuckTables } from './stuck-tables.ts'

/**
 * Drops the tables of ClickHouse and replays the log; `onProgress` gets the number of events that are copied. The
 * daily roll-up was computed from the dropped tables, so it is reset. The cursor is reset first: until the new tables
 * have an id, no process takes them for complete.
 * @throws StuckTables when ClickHouse cannot drop its tables
 */
export async function rebuildProjection(
  copying: Copying,
  onProgress: (events: number) => void = () => undefined,
): Promise<void> {
  const { client, clickhouse } = copying
  await resetDays(client)
  await restartCursor(client)
  await dropTables(clickhouse)
  await clickhouse.createTables()
  await claimStore(client, clickhouse)
  await continueRebuild(copying, onProgress)
}

/** Replays the rest of the log after an interrupted rebuild. */
export async function continueRebuild(
  copying: Copying,
  onProgress: (events: number) => void = () => undefined,
): Promise<void> {
  await catchUp(copying, onProgress)
  await restoreFirstActivities(copying)
  await finishRebuilding(copying.client)
}

/** Adds the first activities that have expired: without them, users would be new on the first day that is left. */
export async function restoreFirstActivities({
  client,
  clickhouse,
}: Pick<Copying, 'client' | 'clickhouse'>): Promise<void> {
  await clickhouse.addFirstEvents(
    copyOut(
      client,
      `copy (
        select project, users.no, first_active_at at time zone 'UTC', 0
        from users join projects on projects.id = project
        where first_active_at < kept_until) to stdout`,
    ),
  )
}

async function dropTables(clickhouse: ClickHouse): Promise<void> {
  try {
    await clickhouse.dropTables()
  } catch (error) {
    throw clickhouse.isEmbedded && isDamage(error) ? new StuckTables({ cause: error }) : error
  }
}

/** Applies batches until the end of the log, then copies the users who have changed. */
export async function catchUp(
  copying: Copying,
  onProgress: (events: number) => void = () => undefined,
): Promise<void> {
  const batches = new Batches(copying)
  try {
    for (let cursor = await batches.copyNext(); cursor; cursor = await batches.copyNext())
      onProgress(Number(cursor.events))
  } finally {
    await batches.close()
  }
  const { client, clickhouse, mostEvents } = copying
  while ((await copyUsers(client, clickhouse, mostEvents))?.isFull);
}
