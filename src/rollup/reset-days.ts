import { type ClientBase } from 'pg'

/**
 * Discards the roll-up and the precomputed days of every project. All days with events are backfilled and computed
 * again.
 */
export async function resetDays(client: ClientBase): Promise<void> {
  await client.query('update roll_ups set time_zone = null')
  await client.query('delete from precomputed_days')
}
