import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { type Refusal } from '../api/use-change.ts'

interface FormProps {
  /** On the button, such as `Save`. */
  does: string
  /** @returns what is refused; nothing once it is done */
  submit: (given: FormData) => Promise<Refusal[]>
  /** The names of the fields that show their own refusals. */
  fields: readonly string[]
  children: (refusalOf: (field: string) => string | undefined) => ReactNode
}

/** A form that shows each refusal of the API beside its field, and those of no field above the button. */
export function Form({ does, submit, fields, children }: FormProps) {
  const [refusals, setRefusals] = useState<Refusal[]>([])
  const [isBusy, setIsBusy] = useState(false)
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    setIsBusy(true)
    try {
      setRefusals(await submit(given))
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <form className="form" onSubmit={onSubmit}>
      {children(field => refusals.find(each => each.field === field)?.message)}
      <Mistakes refusals={refusals.filter(({ field }) => !fields.includes(field))} />
      <p>
        <button type="submit" className="button primary" disabled={isBusy}>
          {isBusy ? 'One moment …' : does}
        </button>
      </p>
    </form>
  )
}

/** Refusals as sentences. */
export const Mistakes = ({ refusals }: { refusals: readonly Refusal[] }) =>
  refusals.map(({ field, message }) => (
    <p key={field + message} className="mistake" role="alert">
      {message}
    </p>
  ))

interface FieldProps {
  label: string
  /** A sentence of the API that refuses the value. */
  refusal?: string | undefined
  /** The control, which takes these attributes. */
  children: (attributes: ControlAttributes) => ReactNode
}

interface ControlAttributes {
  id: string
  'aria-invalid': boolean
  'aria-describedby': string | undefined
}

/** A control with its name and, if it is refused, the reason. */
export function Field({ label, refusal, children }: FieldProps) {
  const id = useId()
  const reason = useId()
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': Boolean(refusal), 'aria-describedby': refusal && reason })}
      {refusal && (
        <span id={reason} className="mistake" role="alert">
          {refusal}
        </span>
      )}
    </div>
  )
}
