import { rateLimitedAtOnce } from '../errors.ts'

/** Those whose tokens and keys prove nothing, by the address they send from. */
export interface Strangers {
  /** Counts one more. @throws RATE_LIMITED when there were too many in this minute */
  turnAway(address: string): void
}

const most = 300
const minuteMs = 60_000

/** Counted in this process alone: somebody who guesses costs no statement. All counts end together each minute. */
export function createStrangers(): Strangers {
  const counts = new Map<string, number>()
  let endsAt = 0
  return {
    turnAway: address => {
      const now = performance.now()
      if (now >= endsAt) {
        counts.clear()
        endsAt = now + minuteMs
      }
      const count = (counts.get(address) ?? 0) + 1
      counts.set(address, count)
      if (count > most)
        throw rateLimitedAtOnce('Too many tokens that are not valid here. Wait.', endsAt - now)
    },
  }
}
