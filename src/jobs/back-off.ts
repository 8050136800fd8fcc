const firstMs = 5_000
const most = { counted: 600_000, outage: 60_000 }

/**
 * The pause after an attempt: 5 s, doubled with each earlier attempt, up to 10 minutes, or up to a minute after an outage. A
 * random part of up to a half is left out, so that jobs that failed together are not tried again together.
 */
export function backOffMs(attempt: number, isCounted: boolean, random: () => number = Math.random): number {
  const longest = isCounted ? most.counted : most.outage
  return Math.min(longest, firstMs * 2 ** (attempt - 1)) * (1 - random() / 2)
}
