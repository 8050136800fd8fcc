import { useState } from 'react'
import { hrefOf, open, useAsked } from '../../address/location.ts'
import { useChange } from '../../api/use-change.ts'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { say } from '../../parts/notice.tsx'
import { DeleteDialog } from '../../parts/saved/delete-dialog.tsx'
import { DeleteDashboard, DuplicateDashboard } from './dashboards.graphql.ts'
import { ShareDialog } from './share-dialog.tsx'

interface DashboardMenuProps {
  dashboard: { id: string; name: string; isBuiltIn: boolean }
  json: Record<string, unknown> | undefined
  /** The time zone that is saved with it. */
  timeZone: string | undefined
  canEdit: boolean
  edit: () => void
}

/** What can be done with a dashboard. */
export function DashboardMenu({ dashboard, json, timeZone, canEdit, edit }: DashboardMenuProps) {
  const { question } = useAsked()
  const change = useChange()
  const [asked, setAsked] = useState<'share' | 'delete' | undefined>()
  const { id, name } = dashboard
  const duplicate = async () => {
    const { saved, refusals } = await change(DuplicateDashboard, { input: { id } })
    say(saved ? `Copied as “${saved.name}”.` : (refusals[0]?.message ?? 'It was not copied.'))
    if (saved) open(hrefOf(`/dashboards/${encodeURIComponent(saved.id)}`, question))
  }
  const remove = async () => {
    const { refusals } = await change(DeleteDashboard, { input: { id } })
    if (!refusals.length) open(hrefOf('/dashboards', question))
    return refusals
  }
  return (
    <div className="bar-row">
      {canEdit && (
        <button type="button" className="button" onClick={edit}>
          Edit
        </button>
      )}
      <button type="button" className="button" onClick={() => setAsked('share')}>
        Share
      </button>
      <Menu label="⋯" name={`More for “${name}”`} className="button quiet">
        {close => (
          <>
            <MenuItem
              onClick={() => {
                close()
                duplicate()
              }}
            >
              {dashboard.isBuiltIn ? 'Copy, to change it' : 'Copy'}
            </MenuItem>
            {json && (
              <MenuItem
                onClick={() => {
                  close()
                  download(`${name}.json`, json)
                }}
              >
                Save as JSON
              </MenuItem>
            )}
            {canEdit && (
              <MenuItem
                onClick={() => {
                  close()
                  setAsked('delete')
                }}
              >
                Delete …
              </MenuItem>
            )}
          </>
        )}
      </Menu>
      {asked === 'share' && (
        <ShareDialog dashboardId={id} timeZone={timeZone} onClose={() => setAsked(undefined)} />
      )}
      {asked === 'delete' && (
        <DeleteDialog kind="dashboard" name={name} remove={remove} onClose={() => setAsked(undefined)} />
      )}
    </div>
  )
}

function download(name: string, value: unknown): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
