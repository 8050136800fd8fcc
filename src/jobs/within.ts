import { setTimeout as pause } from 'node:timers/promises'

/** Resolves when the work has ended, or after this time. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const timer = new AbortController()
  await Promise.race([work, pause(ms, undefined, { signal: timer.signal }).catch(() => undefined)])
  timer.abort()
}
