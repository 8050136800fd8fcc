const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** The waits after the first failed attempt and those that follow, about 28 hours together (Standard Webhooks). */
const waits = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour]

/** The most attempts for one message. */
export const mostAttempts = waits.length + 1

/**
 * The milliseconds until the next attempt; null after the last one. A wait that the server asks for replaces ours, from 1
 * second to 24 hours. `random` is 0 to 1: ours differ by up to 20 % in both directions, so that failures spread.
 */
export function retryDelay(attempts: number, retryAfterMs?: number, random = Math.random()): number | null {
  const wait = waits[attempts - 1]
  if (wait === undefined) return null
  if (retryAfterMs !== undefined) return Math.min(Math.max(retryAfterMs, second), 24 * hour)
  return Math.round(wait * (0.8 + 0.4 * random))
}

/** The milliseconds of a `Retry-After` header: seconds or a date; undefined for anything else. */
export function retryAfterMs(header: string | undefined, now = Date.now()): number | undefined {
  if (header === undefined) return undefined
  if (/^\d{1,9}$/.test(header)) return Number(header) * second
  const date = /^\w{3}, /.test(header) ? Date.parse(header) : Number.NaN
  return Number.isNaN(date) ? undefined : date - now
}
