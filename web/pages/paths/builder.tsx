import { seconds } from '../../format/numbers.ts'
import { EventField } from '../../parts/events/event-field.tsx'
import { counts, depths, directions, gaps, type PathsDraft } from './draft.ts'

interface BuilderProps {
  draft: PathsDraft
  onChange: (draft: PathsDraft) => void
}

const directionNames: Record<PathsDraft['direction'], string> = {
  AFTER: 'what comes after it',
  BEFORE: 'what comes before it',
  BOTH: 'both',
}

/** The event that the paths go through, and how far they are followed. */
export function Builder({ draft, onChange }: BuilderProps) {
  const set = (change: Partial<PathsDraft>) => onChange({ ...draft, ...change })
  return (
    <>
      <div className="row">
        <span className="row-name wide">Event</span>
        <EventField label="Event" value={draft.anchor} onChange={anchor => set({ anchor })} />
      </div>
      <div className="fields">
        <label>
          Show
          <select
            value={draft.direction}
            onChange={({ target }) =>
              set({ direction: directions.find(each => each === target.value) ?? 'AFTER' })
            }
          >
            {directions.map(each => (
              <option key={each} value={each}>
                {directionNames[each]}
              </option>
            ))}
          </select>
        </label>
        <NumberSelect label="Steps" value={draft.depth} numbers={depths} onChange={depth => set({ depth })} />
        <NumberSelect
          label="Links at each step"
          value={draft.first}
          numbers={counts}
          onChange={first => set({ first })}
        />
        <NumberSelect
          label="A pause ends a path after"
          value={draft.gapSeconds}
          numbers={gaps}
          write={seconds}
          onChange={gapSeconds => set({ gapSeconds })}
        />
        <label>
          Repeats of an event
          <select
            value={draft.keepsRepeats ? 'kept' : 'one'}
            onChange={({ target }) => set({ keepsRepeats: target.value === 'kept' })}
          >
            <option value="one">count as one</option>
            <option value="kept">are steps of their own</option>
          </select>
        </label>
      </div>
    </>
  )
}

interface NumberSelectProps {
  label: string
  value: number
  numbers: readonly number[]
  write?: (value: number) => string
  onChange: (value: number) => void
}

const NumberSelect = ({ label, value, numbers, write = String, onChange }: NumberSelectProps) => (
  <label>
    {label}
    <select value={value} onChange={({ target }) => onChange(Number(target.value))}>
      {numbers.map(number => (
        <option key={number} value={number}>
          {write(number)}
        </option>
      ))}
    </select>
  </label>
)
