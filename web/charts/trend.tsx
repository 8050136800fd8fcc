import { useAsked } from '../address/location.ts'
import { intervalOf } from '../address/variables.ts'
import { type Format } from '../format/numbers.ts'
import { bucketName, compareName, tickName } from '../format/times.ts'
import { useZone } from '../session/viewer.tsx'
import { LineChart } from './line-chart.tsx'

interface Bucket {
  start: string
  isComplete: boolean
}

interface TrendProps<Numbers> {
  buckets: (Numbers & Bucket)[]
  /** Of the range to compare with, aligned by position. */
  previousBuckets?: Numbers[]
  lines: { name: string; of: (numbers: Numbers) => number | null }[]
  format: Format
  label: string
}

/** Numbers over time. A single one stands beside the range that it is compared with. */
export function Trend<Numbers>({ buckets, previousBuckets = [], lines, format, label }: TrendProps<Numbers>) {
  const { question } = useAsked()
  const zone = useZone()
  const interval = intervalOf(question)
  const compared = compareName(question)
  const points = buckets.map(({ start, isComplete }) => ({
    name: bucketName(start, interval, zone),
    tick: tickName(start, interval, zone),
    isComplete,
  }))
  const series = lines.map(({ name, of }) => ({ name, values: buckets.map(of) }))
  const [only, ...more] = lines
  const before =
    only && !more.length && compared && previousBuckets.length
      ? [
          {
            name: `${only.name}, ${compared}`,
            values: previousBuckets.slice(0, points.length).map(only.of),
            isQuiet: true,
          },
        ]
      : []
  return <LineChart label={label} points={points} format={format} series={[...series, ...before]} />
}
