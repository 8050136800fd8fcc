import { setImmediate as settled } from 'node:timers/promises'
import { type Clock } from '../../../packages/sdk/src/core/clock.ts'

/** A clock that stands still until a test lets time pass. */
export interface FakeClock extends Clock {
  /** Lets this many milliseconds pass, calls every timer at its moment, and waits for the work that follows. */
  pass(ms: number): Promise<void>
}

export function fakeClock(start = Date.parse('2026-01-31T09:30:00Z')): FakeClock {
  let now = start
  let timers: { due: number; then: () => void }[] = []
  const pass = async (ms: number) => {
    const end = now + ms
    await settled()
    for (let next = earliest(timers, end); next; next = earliest(timers, end)) {
      timers = timers.filter(timer => timer !== next)
      now = Math.max(now, next.due)
      next.then()
      await settled()
    }
    now = end
  }
  const after = (ms: number, then: () => void) => {
    const timer = { due: now + ms, then }
    timers.push(timer)
    return () => {
      timers = timers.filter(each => each !== timer)
    }
  }
  return { now: () => now, after, pass }
}

const earliest = <Timer extends { due: number }>(timers: Timer[], end: number): Timer | undefined =>
  timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0]
