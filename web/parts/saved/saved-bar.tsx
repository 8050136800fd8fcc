import { useState } from 'react'
import { type Refusal } from '../../api/use-change.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { SaveDialog } from './save-dialog.tsx'

interface SavedBarProps {
  kind: string
  /** The saved one that is open; absent for a new one. */
  open?: { name: string; description: string | null; version: number } | undefined
  /** Whether something is there that can be saved. */
  isComplete: boolean
  /** Whether it differs from what is saved. */
  isChanged: boolean
  create: (named: Named) => Promise<Refusal[]>
  update: (named: Named) => Promise<Refusal[]>
  remove: () => Promise<Refusal[]>
}

interface Named {
  name: string
  description: string | null
}

/** Saves, updates and deletes what the page shows. */
export function SavedBar(props: SavedBarProps) {
  const { kind, open, isComplete, isChanged, create, update, remove } = props
  const [asked, setAsked] = useState<'create' | 'update' | 'delete' | undefined>()
  const close = () => setAsked(undefined)
  return (
    <div className="bar-row">
      {open && isChanged && <small>Changed since it was saved (version {open.version})</small>}
      {open && (
        <button type="button" className="button" disabled={!isComplete} onClick={() => setAsked('update')}>
          {isChanged ? 'Save changes' : 'Rename'}
        </button>
      )}
      <button type="button" className="button" disabled={!isComplete} onClick={() => setAsked('create')}>
        {open ? 'Save as new' : `Save the ${kind}`}
      </button>
      {open && (
        <button type="button" className="button quiet" onClick={() => setAsked('delete')}>
          Delete
        </button>
      )}
      {asked === 'create' && <SaveDialog kind={kind} save={create} onClose={close} />}
      {asked === 'update' && open && <SaveDialog kind={kind} start={open} save={update} onClose={close} />}
      {asked === 'delete' && open && (
        <DeleteDialog kind={kind} name={open.name} remove={remove} onClose={close} />
      )}
    </div>
  )
}
