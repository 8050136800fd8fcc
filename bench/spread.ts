/** Several measurements of one thing: the median, and the distance between them. */
export interface Spread {
  median: number
  low: number
  high: number
  p99: number
}

export function spreadOf(values: number[]): Spread {
  return {
    median: percentile(values, 0.5),
    low: Math.min(...values),
    high: Math.max(...values),
    p99: percentile(values, 0.99),
  }
}

/** The smallest value that at least this share of all values does not exceed. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!
}

/** The duration of a promise in milliseconds, and its result. */
export async function timed<T>(run: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const started = performance.now()
  const result = await run()
  return { ms: performance.now() - started, result }
}
