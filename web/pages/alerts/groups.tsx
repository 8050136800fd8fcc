import { useChange } from '../../api/use-change.ts'
import { exact } from '../../format/numbers.ts'
import { momentName } from '../../format/times.ts'
import { useFormats } from '../../parts/computed/use-formats.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Action } from '../../parts/forms/action.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import { useZone } from '../../session/viewer.tsx'
import { AcknowledgeAlert, type OneAlertQuery } from './alert.graphql.ts'
import { type AlertContent, byUrgency, groupName } from './words.ts'

interface GroupsProps {
  alert: NonNullable<OneAlertQuery['alert']>
  refresh: () => void
}

/** The state of each group, with the numbers that it comes from. */
export function Groups({ alert, refresh }: GroupsProps) {
  const zone = useZone()
  const change = useChange()
  const content: AlertContent = alert.input
  const format = useFormats()(content.field ?? '')
  const { id, state, checkedAt, nextCheckAt, snoozedUntil, error, groups } = alert
  const acknowledge = async (labels: (string | null)[]) => {
    const { refusals } = await change(AcknowledgeAlert, { input: { id, labels } })
    refresh()
    return refusals
  }
  return (
    <>
      <p>
        <StateMark state={state} />{' '}
        {checkedAt ? `as of ${momentName(checkedAt, zone)}` : 'It has not been checked yet.'}
      </p>
      {nextCheckAt && <p className="hint">Next check {momentName(nextCheckAt, zone)}.</p>}
      {snoozedUntil && Date.parse(snoozedUntil) > Date.now() && (
        <p className="hint">No messages until {momentName(snoozedUntil, zone)}.</p>
      )}
      {error && (
        <p className="mistake">
          {error.message} <code>{error.code}</code>
        </p>
      )}
      <DataTable
        label="Groups"
        rows={byUrgency(groups.map(group => ({ ...group, name: groupName(group.labels) })))}
        keyOf={({ name }) => name}
        columns={[
          { name: 'Group', of: ({ name }) => name },
          { name: 'State', of: ({ state }) => <StateMark state={state} /> },
          { name: 'Number', isNumber: true, of: ({ value }) => format(value) },
          { name: 'Against', isNumber: true, of: ({ compared }) => format(compared) },
          { name: 'Events', isNumber: true, of: ({ sampleSize }) => exact(sampleSize) },
          { name: 'Since', of: ({ since }) => momentName(since, zone) },
          {
            name: '',
            of: ({ labels, name, state, acknowledgedAt }) =>
              acknowledgedAt
                ? `acknowledged ${momentName(acknowledgedAt, zone)}`
                : state !== 'OK' &&
                  state !== 'UNKNOWN' && (
                    <Action
                      label="Acknowledge"
                      name={`Acknowledge ${name}`}
                      done={`Acknowledged: ${name}.`}
                      run={() => acknowledge(labels)}
                    />
                  ),
          },
        ]}
        empty="The first check gives it a state."
      />
    </>
  )
}
