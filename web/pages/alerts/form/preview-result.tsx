import { LineChart } from '../../../charts/line-chart.tsx'
import { type Series } from '../../../charts/series.ts'
import { counted, exact } from '../../../format/numbers.ts'
import { bucketName, momentName } from '../../../format/times.ts'
import { useFormats } from '../../../parts/computed/use-formats.ts'
import { DataTable } from '../../../parts/data-table.tsx'
import { StateMark } from '../../../parts/state-mark.tsx'
import { useZone } from '../../../session/viewer.tsx'
import { type AlertContent, boundsOf, groupName, numberName } from '../words.ts'
import { type PreviewAlertQuery } from './alert-form.graphql.ts'

interface PreviewResultProps {
  preview: NonNullable<PreviewAlertQuery['previewAlert']>
  rule: AlertContent
  height?: number
}

/** How often a rule would have fired, with its number at each check and the times of trouble. */
export function PreviewResult({ preview, rule, height = 220 }: PreviewResultProps) {
  const zone = useZone()
  const format = useFormats()(rule.field ?? '')
  const { checks, timesFired, messages, episodes, timestamps, lines, caveats } = preview
  const bounds: Series[] = boundsOf(rule).map(([name, value]) => ({
    name,
    values: timestamps.map(() => value),
    isQuiet: true,
  }))
  const numbers = lines.slice(0, mostLines).map(({ labels, values }) => ({
    name: labels.length ? groupName(labels) : numberName(rule.field ?? ''),
    values,
  }))
  return (
    <>
      <p>
        It would have fired <b>{timesFired === 1 ? 'once' : `${exact(timesFired)} times`}</b> in{' '}
        {counted(checks, 'check')}, with {counted(messages, 'message')}.
      </p>
      {timestamps.length > 0 && (
        <LineChart
          label="The number at each check"
          points={timestamps.map(at => ({
            name: momentName(at, zone),
            tick: bucketName(at, 'DAY', zone),
            isComplete: true,
          }))}
          series={[...numbers, ...bounds]}
          format={format}
          height={height}
        />
      )}
      {lines.length > mostLines && (
        <p className="hint">
          The first {mostLines} of {exact(lines.length)} groups are drawn; all of them are counted.
        </p>
      )}
      {caveats.map(({ code, message }) => (
        <p key={code} className="hint">
          {message}
        </p>
      ))}
      <DataTable
        label="Times of trouble"
        rows={episodes.toReversed()}
        keyOf={({ from, labels }) => from + labels.join()}
        columns={[
          { name: 'From', of: ({ from }) => momentName(from, zone) },
          { name: 'To', of: ({ to }) => (to ? momentName(to, zone) : 'now') },
          { name: 'State', of: ({ state }) => <StateMark state={state} /> },
          { name: 'Group', of: ({ labels }) => groupName(labels) },
          { name: 'Lowest', isNumber: true, of: ({ lowest }) => format(lowest) },
          { name: 'Highest', isNumber: true, of: ({ highest }) => format(highest) },
        ]}
        empty="Nothing would have been told."
      />
    </>
  )
}

const mostLines = 4
