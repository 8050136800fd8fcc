import { useEffect, useState } from 'react'
import { type Window } from './draft.ts'

const windowUnits = ['MINUTE', 'HOUR', 'DAY', 'WEEK'] as const

interface WindowFieldProps {
  window: Window
  onChange: (window: Window) => void
}

/** The time within which all steps have to be taken. */
export function WindowField({ window, onChange }: WindowFieldProps) {
  const [text, setText] = useState(String(window.count))
  useEffect(() => setText(String(window.count)), [window.count])
  const take = () => {
    const count = Number(text)
    if (Number.isInteger(count) && count > 0 && count !== window.count) onChange({ ...window, count })
    else setText(String(window.count))
  }
  return (
    <fieldset className="pair">
      <legend>All steps within</legend>
      <input
        aria-label="Number"
        inputMode="numeric"
        value={text}
        onChange={({ target }) => setText(target.value)}
        onBlur={take}
        onKeyDown={({ key }) => key === 'Enter' && take()}
      />
      <select
        aria-label="Unit"
        value={window.unit}
        onChange={({ target }) =>
          onChange({ ...window, unit: windowUnits.find(each => each === target.value) ?? 'DAY' })
        }
      >
        {windowUnits.map(unit => (
          <option key={unit} value={unit}>
            {unit.toLowerCase()}s
          </option>
        ))}
      </select>
    </fieldset>
  )
}
