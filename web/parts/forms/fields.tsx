import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from 'react'
import { useRefusal } from './form-dialog.tsx'

interface FieldProps {
  label: string
  /** As the input of the API calls it, so that its refusals are shown here. */
  name: string
  hint?: ReactNode
}

type TextFieldProps = FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, 'name'>

/** One line of text, a number, a date. */
export function TextField({ label, name, hint, ...input }: TextFieldProps) {
  const note = useNote(name)
  return (
    <div className="labelled">
      <label>
        {label}
        <input name={name} {...input} aria-invalid={note.isRefused} aria-describedby={note.id} />
      </label>
      <Note {...note} hint={hint} />
    </div>
  )
}

type AreaFieldProps = FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name'>

/** Several lines of text. */
export function AreaField({ label, name, hint, ...area }: AreaFieldProps) {
  const note = useNote(name)
  return (
    <div className="labelled">
      <label>
        {label}
        <textarea name={name} {...area} aria-invalid={note.isRefused} aria-describedby={note.id} />
      </label>
      <Note {...note} hint={hint} />
    </div>
  )
}

interface ChoiceFieldProps extends FieldProps {
  choices: readonly (readonly [value: string, name: string])[]
  start?: string | undefined
  onChange?: (value: string) => void
}

/** One of a few. */
export function ChoiceField({ label, name, hint, choices, start, onChange }: ChoiceFieldProps) {
  const note = useNote(name)
  return (
    <div className="labelled">
      <label>
        {label}
        <select
          name={name}
          defaultValue={start}
          onChange={({ target }) => onChange?.(target.value)}
          aria-invalid={note.isRefused}
          aria-describedby={note.id}
        >
          {choices.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <Note {...note} hint={hint} />
    </div>
  )
}

interface ChecksFieldProps extends FieldProps {
  choices: readonly (readonly [value: string, name: string])[]
  start?: readonly string[]
}

/** Any of a few. */
export function ChecksField({ label, name, hint, choices, start = [] }: ChecksFieldProps) {
  const note = useNote(name)
  return (
    <fieldset className="labelled checks" aria-describedby={note.id}>
      <legend>{label}</legend>
      {choices.map(([value, text]) => (
        <label key={value}>
          <input type="checkbox" name={name} value={value} defaultChecked={start.includes(value)} /> {text}
        </label>
      ))}
      <Note {...note} hint={hint} />
    </fieldset>
  )
}

function useNote(name: string) {
  const id = useId()
  const refusal = useRefusal(name)
  return { id, refusal, isRefused: refusal !== undefined }
}

function Note({ id, refusal, hint }: { id: string; refusal: string | undefined; hint: ReactNode }) {
  return (
    <div id={id}>
      {hint && <p className="hint">{hint}</p>}
      {refusal && (
        <p className="mistake" role="alert">
          {refusal}
        </p>
      )}
    </div>
  )
}
