import { wordsOf } from '../../format/names.ts'
import { exact } from '../../format/numbers.ts'
import { momentName } from '../../format/times.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import { useZone } from '../../session/viewer.tsx'
import { type OneAlertQuery } from './alert.graphql.ts'
import { groupName } from './words.ts'

/** What has happened to an alert, the newest first, each with the number of its check. */
export function History({ nodes, totalCount }: NonNullable<OneAlertQuery['alertEvents']>) {
  const zone = useZone()
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
          { name: 'Number', isNumber: true, of: ({ value, milestone }) => exact(milestone ?? value) },
          { name: 'Against', isNumber: true, of: ({ compared }) => exact(compared) },
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
