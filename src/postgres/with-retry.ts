import { unavailable } from '../errors.ts'
import { isOutage } from './database.ts'

/** After a failure that took longer than this there is no second attempt: the client has waited long enough. */
const mostPatienceMs = 900

/**
 * Runs an idempotent statement, and repeats it once after an outage that was noticed within 0.9 s.
 * @throws DB_UNAVAILABLE when PostgreSQL does not answer; other errors unchanged
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
