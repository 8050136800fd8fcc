import { line } from 'd3-shape'

const width = 120
const height = 28

/** A small picture of a trend, beside a number that says what it is of. */
export function Sparkline({ values }: { values: (number | null)[] }) {
  const most = Math.max(...values.map(value => value ?? 0), 0) || 1
  const x = (index: number) => 1 + (index / Math.max(values.length - 1, 1)) * (width - 2)
  const y = (value: number) => height - 2 - (value / most) * (height - 4)
  const path = line<number | null>()
    .defined(value => value !== null)
    .x((_, index) => x(index))
    .y(value => y(value!))(values)
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={path ?? ''} />
    </svg>
  )
}
