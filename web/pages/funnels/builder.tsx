import { type EventMatch } from '../../address/event-text.ts'
import { readSubject, writeSubject } from '../../address/filter-text.ts'
import { dimensions } from '../../address/question.ts'
import { subjectName, wordsOf } from '../../format/names.ts'
import { EventField } from '../../parts/events/event-field.tsx'
import { useNames } from '../../parts/events/use-names.ts'
import { countedUnits, type FunnelDraft, orders } from './draft.ts'
import { Exclusions } from './exclusions.tsx'
import { WindowField } from './window-field.tsx'

interface BuilderProps {
  draft: FunnelDraft
  onChange: (draft: FunnelDraft) => void
}

/** The steps of a funnel and the rules by which they count. */
export function Builder({ draft, onChange }: BuilderProps) {
  return (
    <>
      <Steps steps={draft.steps} onChange={steps => onChange({ ...draft, steps })} />
      <Exclusions draft={draft} onChange={onChange} />
      <Rules draft={draft} onChange={onChange} />
    </>
  )
}

const blank: EventMatch = { event: '', filters: [] }

function Steps({ steps, onChange }: { steps: EventMatch[]; onChange: (steps: EventMatch[]) => void }) {
  const shown = [...steps, ...Array.from({ length: Math.max(0, 2 - steps.length) }, () => blank)]
  const moved = (from: number, to: number) => {
    const others = shown.filter((_, index) => index !== from)
    return others.toSpliced(to, 0, shown[from]!)
  }
  return (
    <>
      {!steps.length && (
        <p className="hint">Choose the events that users should do one after the other: two are enough.</p>
      )}
      <ol className="rows">
        {shown.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          <li key={index} className="row">
            <span className="row-name">{index + 1}</span>
            <EventField
              label={`Step ${index + 1}`}
              value={step}
              onChange={value => onChange(shown.with(index, value))}
            />
            <span className="row-actions">
              <RowButton
                name={`Move step ${index + 1} up`}
                sign="↑"
                isOff={index === 0}
                onClick={() => onChange(moved(index, index - 1))}
              />
              <RowButton
                name={`Move step ${index + 1} down`}
                sign="↓"
                isOff={index === shown.length - 1}
                onClick={() => onChange(moved(index, index + 1))}
              />
              <RowButton
                name={`Remove step ${index + 1}`}
                sign="✕"
                isOff={shown.length <= 2}
                onClick={() => onChange(shown.toSpliced(index, 1))}
              />
            </span>
          </li>
        ))}
      </ol>
      <p>
        <button
          type="button"
          className="button"
          disabled={shown.length >= 20}
          onClick={() => onChange([...shown, blank])}
        >
          + Step
        </button>
      </p>
    </>
  )
}

interface RowButtonProps {
  name: string
  sign: string
  isOff: boolean
  onClick: () => void
}

const RowButton = ({ name, sign, isOff, onClick }: RowButtonProps) => (
  <button
    type="button"
    className="button quiet"
    aria-label={name}
    title={name}
    disabled={isOff}
    onClick={onClick}
  >
    {sign}
  </button>
)

const orderNames: Record<FunnelDraft['order'], string> = {
  ORDERED: 'in this order',
  STRICT: 'directly after each other',
  UNORDERED: 'in any order',
}

function Rules({ draft, onChange }: BuilderProps) {
  const { traits } = useNames()
  const by = draft.by ? writeSubject(draft.by) : ''
  const subjects = [
    ...dimensions.map(dimension => writeSubject({ kind: 'dimension', dimension })),
    ...traits.map(key => writeSubject({ kind: 'trait', key })),
  ]
  return (
    <div className="fields">
      <label>
        Steps count
        <select
          value={draft.order}
          onChange={({ target }) =>
            onChange({ ...draft, order: orders.find(each => each === target.value) ?? 'ORDERED' })
          }
        >
          {orders.map(order => (
            <option key={order} value={order}>
              {orderNames[order]}
            </option>
          ))}
        </select>
      </label>
      <WindowField window={draft.window} onChange={window => onChange({ ...draft, window })} />
      <label>
        Counted per
        <select
          value={draft.unit}
          onChange={({ target }) =>
            onChange({ ...draft, unit: countedUnits.find(each => each === target.value) ?? 'USER' })
          }
        >
          {countedUnits.map(unit => (
            <option key={unit} value={unit}>
              {wordsOf(unit)}
            </option>
          ))}
        </select>
      </label>
      <label>
        Broken down by
        <select
          value={by}
          onChange={({ target }) =>
            onChange({ ...draft, by: target.value ? readSubject(target.value) : undefined })
          }
        >
          <option value="">nothing</option>
          {[...new Set([...subjects, ...(by ? [by] : [])])].map(each => (
            <option key={each} value={each}>
              {subjectName(readSubject(each)!)}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
