import { type ClientBase } from 'pg'

/** Every day of every project is stale, those included that nobody knows of: they are listed and rolled up anew. */
export async function resetDays(client: ClientBase): Promise<void> {
  await client.query('update roll_ups set time_zone = null')
}
