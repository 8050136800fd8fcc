import { wordsOf } from '../../format/names.ts'
import { exact } from '../../format/numbers.ts'
import { momentName } from '../../format/times.ts'
import { useFormats } from '../../parts/computed/use-formats.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import { useZone } from '../../session/viewer.tsx'
import { type OneAlertQuery } from './alert.graphql.ts'
import { type AlertContent, groupName } from './words.ts'

type HistoryProps = NonNullable<OneAlertQuery['alertEvents']> & { rule: AlertContent }

/** What has happened to an alert, the newest first, each with the number of its check. */
export function History({ nodes, totalCount, rule }: HistoryProps) {
  const zone = useZone()
  const format = useFormats()(rule.field ?? '')
  return (
    <>
      <DataTable
        label="History"
        rows={nodes}
        keyOf={({ id }) => id}
        columns={[
          { name: 'When', of: ({ at }) => momentName(at, zone) },
          {
            name: 'What',
            of: ({ kind, state, subject }) => (
              <>
                {state ? <StateMark state={state} /> : wordsOf(kind)}
                {subject && <small> by {subject}</small>}
              </>
            ),
          },
          { name: 'Before', of: ({ previousState }) => (previousState ? wordsOf(previousState) : '') },
          { name: 'Group', of: ({ labels }) => groupName(labels) },
          { name: 'Number', isNumber: true, of: ({ value, milestone }) => format(milestone ?? value) },
          { name: 'Against', isNumber: true, of: ({ compared }) => format(compared) },
          { name: 'Events', isNumber: true, of: ({ sampleSize }) => exact(sampleSize) },
          { name: 'Told', of: ({ isTold }) => (isTold ? 'yes' : 'no') },
          { name: 'Note', of: ({ note }) => note && <span className="wrap">{note}</span> },
        ]}
        empty="Nothing has happened since it was created."
      />
      {totalCount > nodes.length && (
        <p className="hint">
          The newest {exact(nodes.length)} of {exact(totalCount)}.
        </p>
      )}
    </>
  )
}
