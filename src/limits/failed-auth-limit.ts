import { minuteMs } from '../durations.ts'
import { rateLimitedEarly, retryAfterSeconds } from '../errors.ts'

const mostPerMinute = 300

/**
 * Counts failed authentications per client address. Each process counts for itself, so that guessing tokens costs no
 * statement. All counts start again every minute.
 */
export class FailedAuthLimit {
  readonly #counts = new Map<string, number>()
  #endsAt = 0

  /** Counts one more failure of the address. @throws RATE_LIMITED above 300 in a minute */
  count(address: string): void {
    const now = performance.now()
    if (now >= this.#endsAt) {
      this.#counts.clear()
      this.#endsAt = now + minuteMs
    }
    const failures = (this.#counts.get(address) ?? 0) + 1
    this.#counts.set(address, failures)
    if (failures > mostPerMinute) throw tooManyFailures(this.#endsAt - now)
  }
}

const tooManyFailures = (waitMs: number) =>
  rateLimitedEarly(`Too many invalid tokens. Try again in ${retryAfterSeconds(waitMs)} seconds.`, waitMs)
