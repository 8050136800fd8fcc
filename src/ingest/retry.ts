import { isOutage } from '../database.ts'
import { unavailable } from '../errors.ts'

/**
 * Runs an idempotent statement a second time after a failure that may pass.
 * @throws DB_UNAVAILABLE when PostgreSQL still does not answer; any other error as it is
 */
export async function withRetry<T>(statement: () => Promise<T>): Promise<T> {
  try {
    return await statement()
  } catch (first) {
    if (!isOutage(first)) throw first
    await new Promise(resolve => setTimeout(resolve, 20 + Math.random() * 80))
    return statement().catch(second => {
      throw isOutage(second) ? unavailable('PostgreSQL') : second
    })
  }
}
