import { mean } from '../statistics.ts'

/**
 * The level of a series before each bucket: the mean of the middle five of the seven days before it, so that one unusual day
 * does not move it. NaN where fewer than seven days of the series are before the bucket.
 */
export function levelsOf(values: (number | null)[], bucketsOfWeek: number, first: number): number[] {
  const sums = runningSums(values)
  const day = bucketsOfWeek / 7
  return values.map((_, bucket) => {
    if (bucket - bucketsOfWeek < first) return Number.NaN
    const days = [1, 2, 3, 4, 5, 6, 7].map(
      back => sums[bucket - (back - 1) * day]! - sums[bucket - back * day]!,
    )
    return mean(days.sort((one, other) => one - other).slice(1, -1))
  })
}

/** The sum of all values before each bucket. */
function runningSums(values: (number | null)[]): number[] {
  let sum = 0
  return [0, ...values.map(value => (sum += value ?? 0))]
}
