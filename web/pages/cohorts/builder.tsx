import { EventField } from '../../parts/events/event-field.tsx'
import { type CohortsDraft, columnCounts, criteria, entries, measures, widths } from './draft.ts'

interface BuilderProps {
  draft: CohortsDraft
  onChange: (draft: CohortsDraft) => void
}

const entryNames: Record<CohortsDraft['entry'], string> = {
  FIRST_TIME: 'the first one ever that passes the filters',
  FIRST_EVER: 'the first one ever, if it passes the filters',
  FIRST_IN_RANGE: 'the first one in the range',
  RECURRING: 'each one: a user is in several cohorts',
}
const widthNames: Record<CohortsDraft['interval'], string> = {
  WEEK: 'a week',
  DAY: 'a day',
  MONTH: 'a month',
  HOUR: 'an hour',
}
const criterionNames: Record<CohortsDraft['criterion'], string> = {
  ON: 'in the column',
  ON_OR_AFTER: 'in the column or later',
}
const measureNames: Record<CohortsDraft['buckets'], string> = {
  CALENDAR: 'of the calendar',
  ROLLING: 'since each user’s own entry',
}

/** How users enter and how they return. */
export function Builder({ draft, onChange }: BuilderProps) {
  const set = (change: Partial<CohortsDraft>) => onChange({ ...draft, ...change })
  return (
    <>
      <ul className="rows">
        <li className="row">
          <span className="row-name wide">Enter by</span>
          <EventField
            label="Event by which users enter"
            empty="any event: a user’s first"
            value={draft.target}
            onChange={target => set({ target })}
          />
        </li>
        <li className="row">
          <span className="row-name wide">Return by</span>
          <EventField
            label="Event that counts as a return"
            empty="any event"
            value={draft.return}
            onChange={back => set({ return: back })}
          />
        </li>
      </ul>
      <div className="fields">
        <Choice
          label="Cohorts of"
          values={widths}
          names={widthNames}
          value={draft.interval}
          onChange={interval => set({ interval })}
        />
        <label>
          Columns
          <select value={draft.periods} onChange={({ target }) => set({ periods: Number(target.value) })}>
            {[...new Set([...columnCounts, draft.periods])]
              .toSorted((one, other) => one - other)
              .map(count => (
                <option key={count}>{count}</option>
              ))}
          </select>
        </label>
        <Choice
          label="Which entry"
          values={entries}
          names={entryNames}
          value={draft.entry}
          onChange={entry => set({ entry })}
        />
        <Choice
          label="Retained if they return"
          values={criteria}
          names={criterionNames}
          value={draft.criterion}
          onChange={criterion => set({ criterion })}
        />
        <Choice
          label="Columns are times"
          values={measures}
          names={measureNames}
          value={draft.buckets}
          onChange={buckets => set({ buckets })}
        />
      </div>
    </>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  values: readonly T[]
  names: Record<T, string>
  value: T
  onChange: (value: T) => void
}

const Choice = <T extends string>({ label, values, names, value, onChange }: ChoiceProps<T>) => (
  <label>
    {label}
    <select
      value={value}
      onChange={({ target }) => onChange(values.find(each => each === target.value) ?? values[0]!)}
    >
      {values.map(each => (
        <option key={each} value={each}>
          {names[each]}
        </option>
      ))}
    </select>
  </label>
)
