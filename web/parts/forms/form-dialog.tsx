import { createContext, type FormEvent, type ReactNode, use, useState } from 'react'
import { type Refusal } from '../../api/use-change.ts'
import { Dialog } from '../dialog.tsx'
import { say } from '../notice.tsx'

interface FormDialogProps {
  title: string
  /** What the button says, such as `Create the key`. */
  submit: string
  /** What is said once it is done; absent if the caller shows it otherwise. */
  done?: string
  /** @returns what is refused; nothing once it is done */
  save: (form: FormData) => Promise<Refusal[]>
  onClose: () => void
  children: ReactNode
}

const RefusalsContext = createContext<Refusal[]>([])

/** What the last attempt has refused about a field. */
export const useRefusal = (field: string) =>
  use(RefusalsContext).find(({ field: refused }) => refused === field)?.message

/** The control of a field; the first one of several. */
function elementOf(form: HTMLFormElement, field: string): Element | null {
  const found = field ? form.elements.namedItem(field) : null
  return found instanceof RadioNodeList ? (found[0] as Element) : found
}

/** Opens the part of the form that an element is in, so that what stands beside it is seen. */
function unfold(element: Element | null): void {
  const details = element?.closest('details')
  if (details) details.open = true
}

/** A form in a box. What the service refuses stands beside the field of that name, and otherwise above the button. */
export function FormDialog({ title, submit, done, save, onClose, children }: FormDialogProps) {
  const [refusals, setRefusals] = useState<Refusal[]>([])
  const [others, setOthers] = useState<Refusal[]>([])
  const [isSaving, setIsSaving] = useState(false)
  const run = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    setIsSaving(true)
    const refused = await save(new FormData(form))
    setIsSaving(false)
    setRefusals(refused)
    setOthers(refused.filter(({ field }) => !elementOf(form, field)))
    for (const { field } of refused) unfold(elementOf(form, field))
    if (refused.length) return
    if (done) say(done)
    onClose()
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <RefusalsContext value={refusals}>
        <form className="form dialog-form" onSubmit={run}>
          {children}
          {others.map(({ field, message }) => (
            <p key={field + message} className="mistake" role="alert">
              {message}
            </p>
          ))}
          <p className="bar-row">
            <button type="submit" className="button primary" disabled={isSaving}>
              {isSaving ? 'Sending …' : submit}
            </button>
            <button type="button" className="button" onClick={onClose}>
              Cancel
            </button>
          </p>
        </form>
      </RefusalsContext>
    </Dialog>
  )
}
