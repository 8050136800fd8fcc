import { useChange } from '../../../api/use-change.ts'
import { wordsOf } from '../../../format/names.ts'
import { counted, exact, milliseconds } from '../../../format/numbers.ts'
import { momentName } from '../../../format/times.ts'
import { DataTable } from '../../../parts/data-table.tsx'
import { Action } from '../../../parts/forms/action.tsx'
import { say } from '../../../parts/notice.tsx'
import { StateMark } from '../../../parts/state-mark.tsx'
import { useZone } from '../../../session/viewer.tsx'
import { useDone } from '../use-done.ts'
import {
  DeleteDestination,
  type DestinationsQuery,
  PauseDestination,
  ResumeDestination,
  TestDestination,
} from './destinations.graphql.ts'
import { Rewind } from './rewind.tsx'

type Destination = NonNullable<DestinationsQuery['destinations']>['nodes'][number]

interface DestinationTableProps {
  destinations: Destination[]
  refresh: () => void
}

export function DestinationTable({ destinations, refresh }: DestinationTableProps) {
  const zone = useZone()
  return (
    <DataTable
      label="Destinations"
      rows={destinations}
      keyOf={({ id }) => id}
      columns={[
        { name: 'Name', of: ({ name }) => name },
        { name: 'Kind', of: ({ kind }) => wordsOf(kind) },
        {
          name: 'State',
          of: ({ status, error }) => (
            <>
              <StateMark state={status} />
              {error && <small className="wrap">{error.message}</small>}
            </>
          ),
        },
        {
          name: 'Behind',
          isNumber: true,
          of: ({ lag }) =>
            lag.events ? `${counted(lag.events, 'event')}, ${milliseconds(lag.seconds * 1000)}` : 'nothing',
        },
        { name: 'Sent', isNumber: true, of: ({ sent }) => exact(sent) },
        { name: 'Left out', isNumber: true, of: ({ skipped }) => exact(skipped) },
        { name: 'Refused', isNumber: true, of: ({ failed }) => exact(failed) },
        {
          name: 'Last sent',
          of: ({ forwardedAt }) => (forwardedAt ? momentName(forwardedAt, zone) : 'nothing yet'),
        },
        { name: 'Address', of: ({ url }) => <span className="wrap">{url}</span> },
        { name: '', of: destination => <Actions destination={destination} refresh={refresh} /> },
      ]}
      empty="Events stay here. A destination forwards them, as they arrive, to Segment, PostHog, Mixpanel, OTLP or a server of yours."
    />
  )
}

function Actions({ destination, refresh }: { destination: Destination; refresh: () => void }) {
  const change = useChange()
  const done = useDone(refresh)
  const { id, name, status } = destination
  const isStill = status === 'PAUSED' || status === 'STOPPED'
  const test = async () => {
    const { saved, refusals } = await change(TestDestination, { input: { id } })
    if (saved)
      say(
        saved.isDelivered
          ? `“${name}” took it in ${milliseconds(saved.durationMs)}.`
          : `Not delivered: ${[saved.code, saved.status, saved.answer].filter(Boolean).join(' ')}`,
      )
    return refusals
  }
  return (
    <span className="actions">
      <Action label="Test" name={`Test ${name}`} run={test} />
      {isStill ? (
        <Action
          label="Resume"
          name={`Resume ${name}`}
          done="Resumed: it goes on where it stopped."
          run={() => done(change(ResumeDestination, { input: { id } }))}
        />
      ) : (
        <Action
          label="Pause"
          name={`Pause ${name}`}
          done="Paused: what arrives meanwhile is sent later."
          run={() => done(change(PauseDestination, { input: { id } }))}
        />
      )}
      <Rewind id={id} name={name} refresh={refresh} />
      <Action
        label="Delete"
        name={`Delete ${name}`}
        className="button quiet"
        done={`Deleted: the destination “${name}”.`}
        ask={{ title: `Delete the destination “${name}”?`, text: 'What it has got stays there.' }}
        run={() => done(change(DeleteDestination, { input: { id } }))}
      />
    </span>
  )
}
