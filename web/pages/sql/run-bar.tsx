import { useChoice } from '../../address/location.ts'

const rows = ['1000', '100', '10000'] as const
const seconds = ['10', '1', '30'] as const

/** The limits of a run, which are in the address. */
export function useLimits() {
  const [maxRows] = useChoice('rows', rows)
  const [timeoutSeconds] = useChoice('seconds', seconds)
  return { maxRows: Number(maxRows), timeoutSeconds: Number(timeoutSeconds) }
}

interface RunBarProps {
  isEmpty: boolean
  isRunning: boolean
  run: () => void
  cancel: () => void
  exportRows: () => void
}

/** Runs, stops and exports, and the limits of a run. */
export function RunBar({ isEmpty, isRunning, run, cancel, exportRows }: RunBarProps) {
  const [maxRows, setMaxRows] = useChoice('rows', rows)
  const [timeout, setTimeoutSeconds] = useChoice('seconds', seconds)
  return (
    <div className="bar-row">
      {isRunning ? (
        <button type="button" className="button primary" onClick={cancel}>
          Cancel
        </button>
      ) : (
        <button type="button" className="button primary" disabled={isEmpty} onClick={run}>
          Run
        </button>
      )}
      <Limit label="Rows" values={rows} value={maxRows} choose={setMaxRows} />
      <Limit label="Seconds" values={seconds} value={timeout} choose={setTimeoutSeconds} />
      <button type="button" className="button" disabled={isEmpty} onClick={exportRows}>
        Export …
      </button>
    </div>
  )
}

interface LimitProps<Value extends string> {
  label: string
  values: readonly Value[]
  value: Value
  choose: (value: Value) => void
}

const Limit = <Value extends string>({ label, values, value, choose }: LimitProps<Value>) => (
  <label className="inline">
    {label}
    <select
      className="narrow"
      value={value}
      onChange={({ target }) => choose(values.find(each => each === target.value) ?? values[0]!)}
    >
      {values
        .toSorted((one, other) => Number(one) - Number(other))
        .map(each => (
          <option key={each} value={each}>
            {Number(each).toLocaleString('en')}
          </option>
        ))}
    </select>
  </label>
)
