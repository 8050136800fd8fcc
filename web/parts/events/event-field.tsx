import { type EventMatch } from '../../address/event-text.ts'
import { filterName } from '../../format/names.ts'
import { FilterForm } from '../filter-form.tsx'
import { Menu } from '../menu.tsx'
import { NameField } from './name-field.tsx'
import { useNames } from './use-names.ts'

interface EventFieldProps {
  /** What the event is for, such as `Step 1`. */
  label: string
  value: EventMatch
  onChange: (value: EventMatch) => void
  /** What an empty name means; without it the name is required. */
  empty?: string
}

/** Chooses an event by its name, and filters of its own. */
export function EventField({ label, value, onChange, empty }: EventFieldProps) {
  const { events } = useNames()
  const { event, filters } = value
  return (
    <div className="event-field">
      <NameField
        label={label}
        value={event}
        names={events}
        placeholder={empty ?? 'Choose an event'}
        onChange={name => onChange({ event: name, filters })}
      />
      <ul className="chips">
        {filters.map((filter, index) => (
          <li key={filterName(filter)} className="chip">
            {filterName(filter)}
            <button
              type="button"
              aria-label={`Remove “${filterName(filter)}” from ${label}`}
              onClick={() => onChange({ event, filters: filters.filter((_, at) => at !== index) })}
            >
              ✕
            </button>
          </li>
        ))}
        <li>
          <Menu label="+ where" name={`+ where, for ${label}`} className="button quiet">
            {close => (
              <FilterForm
                add={filter => {
                  onChange({ event, filters: [...filters, filter] })
                  close()
                }}
              />
            )}
          </Menu>
        </li>
      </ul>
    </div>
  )
}
