import '../../answers/answers.css'
import './dashboards.css'
import { useState } from 'react'
import { useAsked } from '../../address/location.ts'
import { variablesOf } from '../../address/variables.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { compareName } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { useZone } from '../../session/viewer.tsx'
import { DashboardMenu } from './dashboard-menu.tsx'
import { SavedDashboards, ShownDashboard } from './dashboards.graphql.ts'
import { Editor } from './editor.tsx'
import { Grid } from './grid.tsx'

/** One dashboard: all its widgets in one request, each with its own failure. */
export default function Dashboard({ id = '' }: Record<string, string>) {
  const { question } = useAsked()
  const zone = useZone()
  const { interval: _, ...narrowing } = variablesOf(question)
  const page = usePage(ShownDashboard, { id, ...narrowing })
  const saved = usePage(SavedDashboards, {})
  const [isEdited, setIsEdited] = useState(false)
  // A newer version would start the editor anew, without what is not saved yet.
  useRefresh(() => {
    if (!isEdited) page.refresh()
  })
  const { dashboard } = page.data
  const stored = saved.data.dashboards?.nodes.find(each => each.id === id)
  const reload = () => {
    page.refresh()
    saved.refresh()
  }
  if (isEdited && dashboard && stored)
    return (
      <Editor
        key={`${stored.version} ${dashboard.version}`}
        dashboard={dashboard}
        stored={stored}
        zone={zone}
        compared={compareName(question)}
        reload={reload}
        done={() => {
          setIsEdited(false)
          reload()
        }}
      />
    )
  return (
    <>
      <div className="title-row">
        <h1 className="page-title">{dashboard?.name ?? 'Dashboard'}</h1>
        {dashboard && (
          <DashboardMenu
            dashboard={dashboard}
            json={stored?.json}
            timeZone={zoneOf(stored?.input)}
            canEdit={stored !== undefined && !dashboard.isBuiltIn}
            edit={() => setIsEdited(true)}
          />
        )}
      </div>
      {dashboard?.description && <p className="hint">{dashboard.description}</p>}
      {dashboard ? (
        <div
          aria-busy={page.isWaiting(['dashboard'])}
          className={page.isWaiting(['dashboard']) ? 'card-body old' : ''}
        >
          {dashboard.widgets.length ? (
            <Grid widgets={dashboard.widgets} zone={zone} compared={compareName(question)} />
          ) : (
            <p className="card empty">
              There is nothing on it yet. Press “Edit” to add widgets, or add what you find under Explore.
            </p>
          )}
        </div>
      ) : (
        <Card title="Widgets" page={page} fields={['dashboard']} className="wide">
          {() => null}
        </Card>
      )}
    </>
  )
}

const zoneOf = (input: Record<string, unknown> | undefined) =>
  typeof input?.timeZone === 'string' ? input.timeZone : undefined
