import { type ClientBase } from 'pg'

/** Discards the roll-up of every project. All days with events are backfilled and rolled up again. */
export async function resetDays(client: ClientBase): Promise<void> {
  await client.query('update roll_ups set time_zone = null')
}
