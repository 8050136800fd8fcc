import { useId } from 'react'
import { setOwn, useAsked } from '../../address/location.ts'
import { isNumeric, type Known, type Placeholder, textOf } from './placeholders.ts'

const prefix = 'p.'

/** The texts of the fields, which are in the address: `?p.bot=support`. */
export const textsIn = (own: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(own).flatMap(([name, text]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), text]] : [],
    ),
  )

interface ParametersProps {
  placeholders: readonly Placeholder[]
  known: readonly (Known & { description: string | null })[]
  run: () => void
}

/** A field for each value that the SQL takes. */
export function Parameters({ placeholders, known, run }: ParametersProps) {
  if (!placeholders.length) return null
  return (
    <form
      className="fields"
      aria-label="Values"
      onSubmit={event => {
        event.preventDefault()
        run()
      }}
    >
      {placeholders.map(placeholder => (
        <ValueField
          key={placeholder.name}
          placeholder={placeholder}
          known={known.find(({ name }) => name === placeholder.name)}
        />
      ))}
      <button type="submit" className="unseen" tabIndex={-1}>
        Run with these values
      </button>
    </form>
  )
}

interface ValueFieldProps {
  placeholder: Placeholder
  known: (Known & { description: string | null }) | undefined
}

function ValueField({ placeholder: { name, type }, known }: ValueFieldProps) {
  const { own } = useAsked()
  const field = useId()
  const hint = useId()
  const value = own[prefix + name] ?? ''
  const set = (text: string) => setOwn({ [prefix + name]: text || undefined }, { replace: true })
  const start = known && !known.isRequired ? textOf(known.default) : ''
  const shared = { id: field, value, 'aria-describedby': hint }
  return (
    <div className="sql-value">
      <label htmlFor={field}>{type === undefined ? `${ordinal(name)} ?` : name}</label>
      {type === 'Bool' ? (
        <select {...shared} onChange={({ target }) => set(target.value)}>
          <option value="">{start || 'choose'}</option>
          <option value="true">true</option>
          <option value="false">false</option>
        </select>
      ) : (
        <input
          {...shared}
          inputMode={type !== undefined && isNumeric(type) ? 'decimal' : undefined}
          placeholder={start || exampleOf(type)}
          onChange={({ target }) => set(target.value)}
        />
      )}
      <small id={hint}>
        {type ?? 'a number, or a text'}
        {known?.description && ` · ${known.description}`}
      </small>
    </div>
  )
}

const ordinal = (number: string) =>
  ({ '1': 'First', '2': 'Second', '3': 'Third' })[number] ?? `Number ${number}`

function exampleOf(type: string | undefined): string {
  if (type === undefined) return ''
  if (type.startsWith('Array(')) return 'one, two'
  if (type.startsWith('DateTime')) return '2026-01-31T09:30:00Z'
  return type.startsWith('Date') ? '2026-01-31' : ''
}
