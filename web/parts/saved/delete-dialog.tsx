import { useState } from 'react'
import { type Refusal } from '../../api/use-change.ts'
import { Dialog } from '../dialog.tsx'
import { say } from '../notice.tsx'

interface DeleteDialogProps {
  /** What is deleted, such as `funnel`. */
  kind: string
  name: string
  /** @returns what is refused; nothing once it is deleted */
  remove: () => Promise<Refusal[]>
  onClose: () => void
}

/** Asks before something is deleted. */
export function DeleteDialog({ kind, name, remove, onClose }: DeleteDialogProps) {
  const [errors, setErrors] = useState<Refusal[]>([])
  const confirm = async () => {
    const refused = await remove()
    setErrors(refused)
    if (refused.length) return
    say(`Deleted: the ${kind} “${name}”.`)
    onClose()
  }
  return (
    <Dialog title={`Delete the ${kind} “${name}”?`} onClose={onClose}>
      <p>It cannot be restored. Events and users stay.</p>
      {errors.map(({ field, message }) => (
        <p key={field} className="mistake" role="alert">
          {message}
        </p>
      ))}
      <p className="bar-row">
        <button type="button" className="button primary" onClick={confirm}>
          Delete
        </button>
        <button type="button" className="button" onClick={onClose}>
          Keep it
        </button>
      </p>
    </Dialog>
  )
}
