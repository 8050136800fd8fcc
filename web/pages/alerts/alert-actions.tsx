import { useChange } from '../../api/use-change.ts'
import { Action } from '../../parts/forms/action.tsx'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { say } from '../../parts/notice.tsx'
import {
  AcknowledgeAlert,
  DeleteAlert,
  type OneAlertQuery,
  PauseAlert,
  SnoozeAlert,
  TestAlert,
} from './alert.graphql.ts'

interface AlertActionsProps {
  alert: NonNullable<OneAlertQuery['alert']>
  refresh: () => void
  edit: () => void
  onDeleted: () => void
}

const hourMs = 3_600_000
const snoozes = [
  ['1 hour', hourMs],
  ['4 hours', 4 * hourMs],
  ['1 day', 24 * hourMs],
  ['1 week', 168 * hourMs],
] as const

const troubles = new Set(['ALERT', 'WARNING', 'NO_DATA'])

/** What people do about an alert. */
export function AlertActions({ alert, refresh, edit, onDeleted }: AlertActionsProps) {
  const change = useChange()
  const { id, name, isPaused, version, groups, snoozedUntil } = alert
  const isSnoozed = snoozedUntil !== null && Date.parse(snoozedUntil) > Date.now()
  const waiting = groups.some(({ state, acknowledgedAt }) => troubles.has(state) && acknowledgedAt === null)
  const after = async (doing: ReturnType<typeof change>) => {
    const { refusals } = await doing
    refresh()
    return refusals
  }
  const snooze = async (until: string | null, done: string) => {
    const refusals = await after(change(SnoozeAlert, { input: { id, until } }))
    say(refusals.length ? refusals.map(({ message }) => message).join(' ') : done)
  }
  return (
    <div className="bar-row">
      {waiting && (
        <Action
          label="Acknowledge"
          className="button primary"
          done="Acknowledged: nobody is reminded of this trouble."
          run={() => after(change(AcknowledgeAlert, { input: { id } }))}
        />
      )}
      <Menu label={isSnoozed ? 'Snoozed' : 'Snooze'} name="Snooze: send no messages for a while">
        {close => (
          <>
            {snoozes.map(([text, ms]) => (
              <MenuItem
                key={text}
                onClick={() => {
                  close()
                  snooze(new Date(Date.now() + ms).toISOString(), `Snoozed for ${text}.`)
                }}
              >
                For {text}
              </MenuItem>
            ))}
            {isSnoozed && (
              <MenuItem
                onClick={() => {
                  close()
                  snooze(null, 'Messages are sent again.')
                }}
              >
                Wake it now
              </MenuItem>
            )}
          </>
        )}
      </Menu>
      <button type="button" className="button" onClick={edit}>
        Change
      </button>
      <Action
        label="Send a test"
        done="A test message is on its way to the receivers."
        run={() => after(change(TestAlert, { input: { id } }))}
      />
      <Action
        label={isPaused ? 'Resume' : 'Pause'}
        done={isPaused ? 'Resumed: it is checked again.' : 'Paused: it is not checked.'}
        run={() =>
          after(change(PauseAlert, { input: { id, expectedVersion: version, isPaused: !isPaused } }))
        }
      />
      <Action
        label="Delete"
        className="button quiet"
        done={`Deleted: the alert “${name}”.`}
        ask={{
          title: `Delete the alert “${name}”?`,
          text: 'Its history goes with it. It cannot be restored.',
        }}
        run={async () => {
          const { refusals } = await change(DeleteAlert, { input: { id } })
          if (!refusals.length) onDeleted()
          return refusals
        }}
      />
    </div>
  )
}
