import { EventField } from '../../parts/events/event-field.tsx'
import { type Exclusion, type FunnelDraft } from './draft.ts'

interface ExclusionsProps {
  draft: FunnelDraft
  onChange: (draft: FunnelDraft) => void
}

/** Events that must not happen between two steps: users who do one are not in the funnel. */
export function Exclusions({ draft, onChange }: ExclusionsProps) {
  const { exclusions, steps } = draft
  const set = (next: Exclusion[]) => onChange({ ...draft, exclusions: next })
  const last = Math.max(2, steps.length)
  return (
    <>
      {exclusions.length > 0 && <h3>But not if between them</h3>}
      <ul className="rows">
        {exclusions.map((exclusion, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an exclusion is its place
          <li key={index} className="row">
            <span className="row-name">≠</span>
            <EventField
              label={`Exclusion ${index + 1}`}
              value={exclusion.match}
              onChange={match => set(exclusions.with(index, { ...exclusion, match }))}
            />
            <span className="row-actions">
              <StepSelect
                label="after step"
                value={exclusion.fromStep || 1}
                numbers={numbers(1, last - 1)}
                onChange={fromStep => set(exclusions.with(index, { ...exclusion, fromStep }))}
              />
              <StepSelect
                label="before step"
                value={exclusion.toStep || last}
                numbers={numbers((exclusion.fromStep || 1) + 1, last)}
                onChange={toStep => set(exclusions.with(index, { ...exclusion, toStep }))}
              />
              <button
                type="button"
                className="button quiet"
                aria-label={`Remove exclusion ${index + 1}`}
                onClick={() => set(exclusions.toSpliced(index, 1))}
              >
                ✕
              </button>
            </span>
          </li>
        ))}
      </ul>
      {steps.length > 1 && (
        <p>
          <button
            type="button"
            className="button quiet"
            onClick={() =>
              set([...exclusions, { match: { event: '', filters: [] }, fromStep: 0, toStep: 0 }])
            }
          >
            + Exclusion
          </button>
        </p>
      )}
    </>
  )
}

const numbers = (from: number, to: number) =>
  Array.from({ length: Math.max(1, to - from + 1) }, (_, index) => from + index)

interface StepSelectProps {
  label: string
  value: number
  numbers: number[]
  onChange: (step: number) => void
}

const StepSelect = ({ label, value, numbers: shown, onChange }: StepSelectProps) => (
  <label className="inline">
    {label}
    <select value={value} onChange={({ target }) => onChange(Number(target.value))}>
      {shown.map(number => (
        <option key={number}>{number}</option>
      ))}
    </select>
  </label>
)
