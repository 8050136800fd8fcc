import { hrefOf } from '../../address/location.ts'
import { type Question } from '../../address/question.ts'
import { counted, exact } from '../../format/numbers.ts'
import { momentName } from '../../format/times.ts'
import { metricName } from '../../format/units.ts'
import { useFormats } from '../../parts/computed/use-formats.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { useZone } from '../../session/viewer.tsx'
import { type UnusualQuery } from './alerts.graphql.ts'
import { groupName } from './words.ts'

/** Numbers outside of their usual range, which is beside each. A row opens the overview of its time. */
export function Anomalies({
  anomalies,
  judged,
  question,
}: NonNullable<UnusualQuery['anomalies']> & { question: Question }) {
  const zone = useZone()
  const { interval: _, ...asked } = question
  const formatFor = useFormats()
  return (
    <>
      <DataTable
        label="Unusual numbers"
        rows={anomalies}
        keyOf={({ metric, labels, start }) => [metric, start, ...labels].join(' ')}
        columns={[
          {
            name: 'When',
            of: ({ start, end }) => (
              <Link href={hrefOf('/', { ...asked, range: { kind: 'between', from: start, to: end } })}>
                {momentName(start, zone)}
              </Link>
            ),
          },
          { name: 'Metric', of: ({ metric }) => metricName(metric) },
          { name: 'Group', of: ({ labels }) => groupName(labels) },
          {
            name: 'Number',
            isNumber: true,
            of: ({ metric, value, direction }) => (
              <>
                <span aria-hidden="true">{direction === 'UP' ? '▲' : '▼'}</span>
                <span className="unseen">{direction === 'UP' ? 'high' : 'low'}</span>{' '}
                {formatFor(metric)(value)}
              </>
            ),
          },
          {
            name: 'Usual',
            isNumber: true,
            of: ({ metric, low, high }) => `${formatFor(metric)(low)} to ${formatFor(metric)(high)}`,
          },
          { name: 'Expected', isNumber: true, of: ({ metric, expected }) => formatFor(metric)(expected) },
          { name: 'Of', isNumber: true, of: ({ sampleSize }) => counted(sampleSize, 'event') },
        ]}
        empty={`None of the ${exact(judged)} numbers that could be judged is unusual.`}
      />
      {anomalies.length > 0 && (
        <p className="hint">
          {exact(judged)} numbers were judged by the weeks before. The most unusual are first.
        </p>
      )}
    </>
  )
}
