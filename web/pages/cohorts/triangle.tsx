import { type KeyboardEvent, useState } from 'react'
import { type Unit } from '../../address/question.ts'
import { counted, exact, rate } from '../../format/numbers.ts'
import { bucketName, tickName } from '../../format/times.ts'
import { Scroll } from '../../parts/scroll.tsx'
import { useZone } from '../../session/viewer.tsx'
import { type CohortsQuery } from './cohorts.graphql.ts'
import { type Retained, type ShownKey, shown } from './shown.ts'

type Answer = NonNullable<CohortsQuery['cohorts']>
export type Row = Answer['rows'][number]
export type Cell = Row['cells'][number]

interface TriangleProps {
  cohorts: Answer
  interval: Unit
  show: ShownKey
  open: (row: Row, cell: Cell) => void
}

/** A row for each cohort and a column for each period after entry. The arrow keys move between cells, Enter opens the users. */
export function Triangle({ cohorts, interval, show, open }: TriangleProps) {
  const zone = useZone()
  const [at, setAt] = useState({ row: 0, column: 0 })
  const { rows, average } = cohorts
  const move = (event: KeyboardEvent<HTMLTableElement>) => {
    const next = neighbour(at, event.key)
    const cell =
      next && event.currentTarget.querySelector<HTMLElement>(`[data-at="${next.row},${next.column}"]`)
    if (!next || !cell) return
    event.preventDefault()
    event.stopPropagation()
    setAt(next)
    cell.focus()
  }
  return (
    <Scroll label="Retention by cohort">
      <table className="table triangle" onKeyDown={move}>
        <thead>
          <tr>
            <th scope="col">{interval === 'WEEK' ? 'Week of' : 'Entered'}</th>
            <th scope="col" className="number">
              Users
            </th>
            {average.map(({ period }) => (
              <th key={period} scope="col" className="number">
                {columnName(period, interval)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className="pooled">
            <th scope="row">All</th>
            <td className="number">{exact(cohorts.size)}</td>
            {average.map(column => (
              <td key={column.period} className="cell" style={shade(column.rate)}>
                {written(column, show)}
              </td>
            ))}
          </tr>
          {rows.map((row, rowIndex) => (
            <tr key={row.start}>
              <th scope="row" title={bucketName(row.start, interval, zone)}>
                {tickName(row.start, interval, zone)}
              </th>
              <td className="number">{exact(row.size)}</td>
              {row.cells.map((cell, column) => (
                <td
                  key={cell.period}
                  className={cell.isComplete ? 'cell' : 'cell incomplete'}
                  style={shade(cell.rate)}
                >
                  {row.size > 0 && (cell.isComplete || cell.users > 0) ? (
                    <button
                      type="button"
                      data-at={`${rowIndex},${column}`}
                      tabIndex={rowIndex === at.row && column === at.column ? 0 : -1}
                      onFocus={() => setAt({ row: rowIndex, column })}
                      onClick={() => open(row, cell)}
                      aria-label={spoken(cell, columnName(cell.period, interval))}
                      title={spoken(cell, columnName(cell.period, interval))}
                    >
                      {written(cell, show)}
                    </button>
                  ) : (
                    <span className="unseen">none yet</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

const written = (retained: Retained, show: ShownKey) => shown[show].format(shown[show].of(retained))

/** `Week 3`; the column of the entry has the number 0. */
export const columnName = (period: number, interval: Unit) =>
  `${interval.charAt(0)}${interval.slice(1).toLowerCase()} ${period}`

const spoken = ({ users, rate: share, isComplete }: Cell, column: string) =>
  `${column}: ${counted(users, 'user')}, ${rate(share)}${isComplete ? '' : ', so far'}. Show them`

/** At most so much colour that the text on it can be read. */
const mostColour = 45

const shade = (share: number | null) => ({
  backgroundColor: `color-mix(in srgb, var(--accent) ${Math.round((share ?? 0) * mostColour)}%, transparent)`,
})

function neighbour({ row, column }: { row: number; column: number }, key: string) {
  if (key === 'ArrowLeft') return { row, column: column - 1 }
  if (key === 'ArrowRight') return { row, column: column + 1 }
  if (key === 'ArrowUp') return { row: row - 1, column }
  return key === 'ArrowDown' ? { row: row + 1, column } : undefined
}
