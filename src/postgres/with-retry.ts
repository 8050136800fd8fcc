import { unavailable } from '../errors.ts'
import { isOutage } from './database.ts'

/** A failure that took longer than this has used up what a client wants to wait. */
const mostPatienceMs = 900

/**
 * Runs an idempotent statement a second time after a failure that came soon and may pass.
 * @throws DB_UNAVAILABLE when PostgreSQL does not answer; any other error as it is
 */
export async function withRetry<T>(statement: () => Promise<T>): Promise<T> {
  const began = performance.now()
  return statement().catch(async first => {
    if (!isOutage(first)) throw first
    if (performance.now() - began > mostPatienceMs) throw unavailable('PostgreSQL')
    await new Promise(resolve => setTimeout(resolve, 20 + Math.random() * 80))
    return statement().catch(second => {
      throw isOutage(second) ? unavailable('PostgreSQL') : second
    })
  })
}
