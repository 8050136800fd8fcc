/** The time, as a parameter so that tests can set it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls `then` once, after `ms`; the result prevents that. A timer keeps the process alive only if it is `awaited`. */
  after(ms: number, then: () => void, awaited?: 'awaited'): () => void
}

export const clock: Clock = {
  now: () => Date.now(),
  after: (ms, then, awaited) => {
    const timer: unknown = setTimeout(then, ms)
    if (!awaited && typeof timer === 'object') (timer as { unref?: () => void }).unref?.()
    return () => clearTimeout(timer as number)
  },
}
