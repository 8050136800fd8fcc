import { type ClientBase, type Pool } from 'pg'
import { Rejection } from '../checks/rejection.ts'

/** Runs statements on one session in a transaction: either all of them take effect, or none. */
export async function transaction<Result>(client: ClientBase, run: () => Promise<Result>): Promise<Result> {
  await client.query('begin')
  try {
    const result = await run()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

/**
 * A transaction on a session of the pool. After an error the session may be broken, so it does not go back, unless the
 * transaction refused its input.
 */
export async function pooledTransaction<Result>(
  pool: Pool,
  run: (client: ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  let isHealthy = false
  try {
    const result = await transaction(client, () => run(client))
    isHealthy = true
    return result
  } catch (error) {
    isHealthy = error instanceof Rejection
    throw error
  } finally {
    client.release(!isHealthy)
  }
}
