const firstMs = 1_000
const longestMs = 300_000

/** No pause is longer, in milliseconds. */
export const longestPauseMs = longestMs + firstMs

/**
 * The pause before the next attempt, in milliseconds: a random part of 1 s, 2 s, 4 s, … 5 min ("full jitter"), so that
 * clients that failed together do not come back together. A time that the server asks for is waited for in any case.
 */
export function pauseAfter(failures: number, retryAfterMs: number | undefined, random: () => number): number {
  const mostMs = Math.min(longestMs, firstMs * 2 ** (failures - 1))
  return retryAfterMs === undefined ? random() * mostMs : retryAfterMs + random() * firstMs
}

/** Reads the header `Retry-After`: seconds, or the date of an HTTP header. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now
  return Number.isNaN(ms) ? undefined : Math.min(longestMs, Math.max(0, ms))
}
