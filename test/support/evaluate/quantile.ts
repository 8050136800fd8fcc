/**
 * The inclusive quantile: the value at place `level × (n − 1)` of the sorted values, between two neighbours on
 * the straight line that joins them (numpy's default, ClickHouse's `quantileExactInclusive`). Null of nothing.
 */
export function quantile(values: number[], level: number): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const place = level * (sorted.length - 1)
  const below = sorted[Math.floor(place)]!
  const above = sorted[Math.ceil(place)]!
  return below + (above - below) * (place - Math.floor(place))
}
