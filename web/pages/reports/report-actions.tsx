import { useState } from 'react'
import { setOwn } from '../../address/location.ts'
import { useChange } from '../../api/use-change.ts'
import { Action } from '../../parts/forms/action.tsx'
import { DeleteReport, PauseReport } from './report.graphql.ts'
import { RunDialog } from './run-dialog.tsx'

interface ReportActionsProps {
  report: { id: string; name: string; isPaused: boolean; version: number; input: Record<string, unknown> }
  refresh: () => void
  edit: () => void
  onDeleted: () => void
}

/** What can be done with a report. */
export function ReportActions({ report, refresh, edit, onDeleted }: ReportActionsProps) {
  const change = useChange()
  const [isAsked, setIsAsked] = useState(false)
  const { id, name, isPaused, version, input } = report
  return (
    <div className="bar-row">
      <button type="button" className="button primary" onClick={() => setIsAsked(true)}>
        Run now
      </button>
      <button type="button" className="button" onClick={edit}>
        Change
      </button>
      {Boolean(input.schedule) && (
        <Action
          label={isPaused ? 'Resume' : 'Pause'}
          done={isPaused ? 'Resumed: it runs by its schedule again.' : 'Paused: it runs only by “Run now”.'}
          run={async () => {
            const { refusals } = await change(PauseReport, {
              input: { id, expectedVersion: version, isPaused: !isPaused },
            })
            refresh()
            return refusals
          }}
        />
      )}
      <Action
        label="Delete"
        className="button quiet"
        done={`Deleted: the report “${name}”.`}
        ask={{ title: `Delete the report “${name}”?`, text: 'Its runs are deleted with it.' }}
        run={async () => {
          const { refusals } = await change(DeleteReport, { input: { id } })
          if (!refusals.length) onDeleted()
          return refusals
        }}
      />
      {isAsked && (
        <RunDialog
          id={id}
          begun={() => {
            // The newest run that is done is shown, and this one as soon as it is.
            setOwn({ run: undefined, after: undefined })
            refresh()
          }}
          onClose={() => setIsAsked(false)}
        />
      )}
    </div>
  )
}
