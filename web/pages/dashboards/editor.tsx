import { useState } from 'react'
import { useClient } from 'urql'
import { type Refusal, refusalsOf } from '../../api/use-change.ts'
import { Field, Mistakes } from '../../parts/form.tsx'
import { say } from '../../parts/notice.tsx'
import { UpdateDashboard, type UpdateDashboardMutationVariables } from './dashboards.graphql.ts'
import { Draggable } from './draggable.tsx'
import { below, moved, type Place, withoutGaps } from './places.ts'
import { type DraftWidget, WidgetDialog } from './widget-dialog.tsx'
import { type Widget, WidgetView } from './widget-view.tsx'

interface EditorProps {
  dashboard: { id: string; name: string; version: number; widgets: readonly Widget[] }
  stored: { name: string; description: string | null; version: number; input: Record<string, unknown> }
  zone: string
  compared: string | undefined
  /** Reads what is saved now, and drops the changes made here. */
  reload: () => void
  done: () => void
}

/** A widget while it is edited: as it is saved, its place, and its answer if it was asked. */
interface Draft {
  id: string
  saved: DraftWidget
  place: Place
  widget?: Widget | undefined
}

type Input = UpdateDashboardMutationVariables['input']

/** Moves, resizes, adds, changes and removes widgets; nothing is saved before “Save”. */
export function Editor({ dashboard, stored, zone, compared, reload, done }: EditorProps) {
  const client = useClient()
  const [drafts, setDrafts] = useState(() => draftsOf(dashboard.widgets, stored.input))
  const [named, setNamed] = useState({ name: stored.name, description: stored.description ?? '' })
  const [refusals, setRefusals] = useState<Refusal[]>([])
  const [conflict, setConflict] = useState(false)
  const [opened, setOpened] = useState<string | 'new' | undefined>()

  const move = (index: number, change: Partial<Place>) =>
    setDrafts(before =>
      placed(
        before,
        moved(
          before.map(({ place }) => place),
          index,
          change,
        ),
      ),
    )
  const put = (widget: DraftWidget) => {
    setDrafts(before =>
      opened === 'new'
        ? [
            ...before,
            { id: `new ${before.length} ${Date.now()}`, saved: widget, place: belowAll(before, widget) },
          ]
        : before.map(each => (each.id === opened ? { ...each, saved: widget, widget: undefined } : each)),
    )
    setOpened(undefined)
  }
  const save = async () => {
    const input = {
      id: dashboard.id,
      expectedVersion: stored.version,
      name: named.name,
      description: named.description || null,
      widgets: drafts.map(({ saved, place }) => ({ ...saved, layout: place })),
    } as Input
    const { data, error } = await client.mutation(UpdateDashboard, { input }).toPromise()
    const errors = data?.done.userErrors ?? []
    setConflict(errors.some(({ code }) => code === 'VERSION_CONFLICT'))
    setRefusals(refusalsOf(data?.done, error))
    if (!data?.done.saved) return
    say(`Saved: the dashboard “${named.name}”.`)
    done()
  }

  return (
    <>
      <h1 className="page-title">Edit “{stored.name}”</h1>
      <div className="card wide form">
        <Field label="Name" refusal={refusals.find(({ field }) => field === 'name')?.message}>
          {more => (
            <input
              value={named.name}
              onChange={({ target }) => setNamed({ ...named, name: target.value })}
              {...more}
            />
          )}
        </Field>
        <Field label="What it is for">
          {more => (
            <input
              value={named.description}
              onChange={({ target }) => setNamed({ ...named, description: target.value })}
              {...more}
            />
          )}
        </Field>
        <p className="hint">
          Drag a title to move a widget and its corner to resize it, or focus it: arrow keys move, with Shift
          they resize.
        </p>
        <div className="bar-row">
          <button type="button" className="button primary" onClick={save}>
            Save
          </button>
          <button type="button" className="button" onClick={() => setOpened('new')}>
            Add a widget
          </button>
          <button
            type="button"
            className="button"
            onClick={() => setDrafts(placed(drafts, withoutGaps(drafts.map(({ place }) => place))))}
          >
            Close gaps
          </button>
          <button type="button" className="button quiet" onClick={done}>
            Leave without saving
          </button>
        </div>
        {conflict ? (
          <div className="failure" role="alert">
            <p>Somebody else has saved this dashboard meanwhile. Nothing of yours is saved yet.</p>
            <button type="button" className="button" onClick={reload}>
              Drop my changes and show theirs
            </button>
          </div>
        ) : (
          <Mistakes refusals={refusals.filter(({ field }) => field !== 'name')} />
        )}
      </div>
      <div className="grid-12">
        {drafts.map(({ id, saved, place, widget }, index) => (
          <Draggable
            key={id}
            title={saved.title}
            place={place}
            move={change => move(index, change)}
            change={() => setOpened(id)}
            remove={() => setDrafts(drafts.filter(each => each.id !== id))}
          >
            {widget ? (
              <WidgetView widget={{ ...widget, title: saved.title }} zone={zone} compared={compared} />
            ) : (
              <p className="empty">Its answer comes once the dashboard is saved.</p>
            )}
          </Draggable>
        ))}
      </div>
      {opened && (
        <WidgetDialog
          start={drafts.find(({ id }) => id === opened)?.saved}
          put={put}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  )
}

/** The answers are in the order of the saved widgets. */
function draftsOf(widgets: readonly Widget[], input: Record<string, unknown>): Draft[] {
  const saved = input.widgets as DraftWidget[]
  return widgets.map((widget, index) => ({
    id: widget.key,
    // Its key goes with it, so that a widget without one keeps what its place has given it.
    saved: { ...saved[index]!, key: widget.key },
    place: { x: widget.layout.x, y: widget.layout.y, w: widget.layout.w, h: widget.layout.h },
    widget,
  }))
}

const placed = (drafts: Draft[], places: Place[]): Draft[] =>
  drafts.map((draft, index) => ({ ...draft, place: places[index]! }))

const belowAll = (drafts: Draft[], { kind }: DraftWidget): Place =>
  below(
    drafts.map(({ place }) => place),
    sizes[kind ?? 'TABLE'] ?? { w: 6, h: 4 },
  )

const sizes: Record<string, Pick<Place, 'w' | 'h'>> = {
  METRIC: { w: 3, h: 2 },
  TEXT: { w: 12, h: 1 },
  COHORTS: { w: 12, h: 5 },
  PATHS: { w: 12, h: 5 },
  HEAT_MAP: { w: 12, h: 5 },
}
