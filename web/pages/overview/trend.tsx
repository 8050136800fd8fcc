import { useAsked } from '../../address/location.ts'
import { intervalOf } from '../../address/variables.ts'
import { LineChart } from '../../charts/line-chart.tsx'
import { bucketName, compareName, tickName } from '../../format/times.ts'
import { useZone } from '../../session/viewer.tsx'
import { type MetricKey, metrics } from './metrics.ts'
import { type OverviewQuery } from './overview.graphql.ts'

/** One number over time, beside the range that it is compared with. */
export function Trend({ stats, metric }: { stats: NonNullable<OverviewQuery['stats']>; metric: MetricKey }) {
  const { question } = useAsked()
  const zone = useZone()
  const interval = intervalOf(question)
  const { name, long, of } = metrics[metric]
  const compared = compareName(question)
  const points = stats.buckets.map(({ start, isComplete }) => ({
    name: bucketName(start, interval, zone),
    tick: tickName(start, interval, zone),
    isComplete,
  }))
  const before = stats.previousBuckets.slice(0, points.length).map(of)
  return (
    <LineChart
      label={name}
      points={points}
      format={long}
      series={[
        { name, values: stats.buckets.map(of) },
        ...(compared && before.length
          ? [{ name: `${name}, ${compared}`, values: before, isQuiet: true }]
          : []),
      ]}
    />
  )
}
