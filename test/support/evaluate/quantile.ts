/**
 * The inclusive quantile: the value at position `level × (n − 1)` of the sorted values, interpolated linearly between
 * neighbours (numpy's default, ClickHouse's `quantileExactInclusive`). Null without values.
 */
export function quantile(values: number[], level: number): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const position = level * (sorted.length - 1)
  const below = sorted[Math.floor(position)]!
  const above = sorted[Math.ceil(position)]!
  return below + (above - below) * (position - Math.floor(position))
}
