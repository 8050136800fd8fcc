import { type Client } from 'pg'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { finishRemoval } from './finish-removal.ts'
import { waitingRemoval } from './queue.ts'
import { isFull, takeFromColumns } from './take-from-columns.ts'
import { takeFromLog } from './take-from-log.ts'

/**
 * Takes the next step of the removal that waits: deletes events from the log, deletes them from ClickHouse, or ends the
 * removal. Returns whether there was one. Between two steps the projection copies new events. Only the projection
 * deletes events, while no batch is recorded, so that the number of events in ClickHouse is known at any time.
 */
export async function removeNext(client: Client, clickhouse: ClickHouse): Promise<boolean> {
  const removal = await waitingRemoval(client)
  if (!removal) return false
  if (!(await isFull(client, removal)) && (await takeFromLog(client, removal))) return true
  if (await takeFromColumns(client, clickhouse, removal)) return true
  await finishRemoval(client, clickhouse, removal)
  return true
}

/**
 * Ends a deletion that a crash has interrupted: after it, ClickHouse has as many events as the cursor says.
 */
export async function repeatInterruptedRemoval(client: Client, clickhouse: ClickHouse): Promise<void> {
  const removal = await waitingRemoval(client)
  while (removal && (await takeFromColumns(client, clickhouse, removal)));
}
