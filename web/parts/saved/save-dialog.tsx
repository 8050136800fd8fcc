import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { type Refusal } from '../../api/use-change.ts'
import { Dialog } from '../dialog.tsx'
import { say } from '../notice.tsx'

interface SaveDialogProps {
  /** What is saved, such as `funnel`. */
  kind: string
  start?: { name: string; description: string | null }
  /** @returns what is refused; nothing once it is saved */
  save: (named: { name: string; description: string | null }) => Promise<Refusal[]>
  onClose: () => void
  /** More to know before it is saved. */
  note?: ReactNode
}

/** Asks for the name under which something is saved. */
export function SaveDialog({ kind, start, save, onClose, note }: SaveDialogProps) {
  const [errors, setErrors] = useState<Refusal[]>([])
  const [isSaving, setIsSaving] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const named = { name: String(given.get('name')), description: String(given.get('description')) || null }
    setIsSaving(true)
    const refused = await save(named)
    setIsSaving(false)
    setErrors(refused)
    if (refused.length) return
    say(`Saved: the ${kind} “${named.name}”.`)
    onClose()
  }
  const of = (field: string) => errors.find(error => error.field === field)
  const others = errors.filter(({ field }) => field !== 'name' && field !== 'description')
  return (
    <Dialog title={`Save the ${kind}`} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {note}
        <Field label="Name" name="name" value={start?.name} error={of('name')} isRequired />
        <Field
          label="What it is for"
          name="description"
          value={start?.description}
          error={of('description')}
        />
        {others.map(({ field, message }) => (
          <p key={field} className="mistake" role="alert">
            {message}
          </p>
        ))}
        <p>
          <button type="submit" className="button primary" disabled={isSaving}>
            {isSaving ? 'Saving …' : 'Save'}
          </button>
        </p>
      </form>
    </Dialog>
  )
}

interface FieldProps {
  label: string
  name: string
  value: string | null | undefined
  error: Refusal | undefined
  isRequired?: boolean
}

function Field({ label, name, value, error, isRequired = false }: FieldProps) {
  const mistake = useId()
  return (
    <>
      <label>
        {label}
        <input
          name={name}
          defaultValue={value ?? ''}
          required={isRequired}
          aria-invalid={Boolean(error)}
          aria-describedby={error && mistake}
        />
      </label>
      {error && (
        <p id={mistake} className="mistake" role="alert">
          {error.message}
        </p>
      )}
    </>
  )
}
