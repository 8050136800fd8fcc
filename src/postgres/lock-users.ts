import { type ClientBase } from 'pg'

/** The lock of transactions that update several users in any order. */
const usersLock = 7_411_004

/** Waits for its turn to update several users, so that two such transactions cannot deadlock. Held until the commit. */
export async function lockUsers(client: ClientBase): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [usersLock])
}
