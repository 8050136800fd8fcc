import { unavailable } from '../errors.ts'

/** SQLSTATEs and socket errors after which the same idempotent statement may succeed. */
const passing = /^(08...|40001|40P01|53...|55P03|57P0[1-5]|57014|25006|XX000|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT)$/
const passingMessage = /terminated|timeout exceeded|Connection ended|not queryable|shutting down/i

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

/** Whether PostgreSQL was out of reach, as opposed to refusing the statement. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return passing.test(code) || passingMessage.test(error.message)
}
