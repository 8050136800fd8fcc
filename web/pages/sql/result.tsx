import { useState } from 'react'
import { queryCells } from '../../answers/query-cells.ts'
import { counted, exact, milliseconds } from '../../format/numbers.ts'
import { momentName } from '../../format/times.ts'
import { Scroll } from '../../parts/scroll.tsx'
import { useZone } from '../../session/viewer.tsx'
import { type SqlAnswer } from './use-run.ts'

const rowsOfPage = 200

/** The rows of an answer, some at a time, with their columns and types. */
export function Result({ answer }: { answer: SqlAnswer }) {
  const zone = useZone()
  const { columns, rows, rowsReturned, truncated, executionTimeMs, rowsRead, bytesRead, meta } = answer
  return (
    <>
      <p role="status">
        <b>{counted(rowsReturned, 'row')}</b>
        {truncated && ', the first of more: raise “Rows”, or export all of them'} ·{' '}
        {milliseconds(executionTimeMs)}{' '}
        <small>
          · {exact(rowsRead)} stored rows read, {exact(bytesRead / 1e6)} MB · as of{' '}
          {momentName(meta.watermark, zone)}
        </small>
      </p>
      {meta.caveats.map(({ code, message }) => (
        <p key={code} className="hint">
          {message}
        </p>
      ))}
      {rowsReturned ? (
        <Rows columns={columns} rows={rows} />
      ) : (
        <p className="empty">No row: the SQL ran, and nothing meets its conditions.</p>
      )}
    </>
  )
}

function Rows({ columns, rows }: Pick<SqlAnswer, 'columns' | 'rows'>) {
  const [first, setFirst] = useState(0)
  const cells = queryCells(columns, rows.slice(first, first + rowsOfPage))
  return (
    <>
      <Scroll label="Rows">
        <table className="table data-table">
          <thead>
            <tr>
              {cells.columns.map(({ name, isNumber }, column) => (
                <th key={name} scope="col" className={isNumber ? 'number' : undefined}>
                  {name}
                  <small className="sql-type">{columns[column]!.type}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity, and are replaced together
              <tr key={first + index}>
                {cells.columns.map(({ name, isNumber }, column) => (
                  <td key={name} className={isNumber ? 'number' : undefined}>
                    {row[column] ?? <span className="empty">null</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {rows.length > rowsOfPage && (
        <p className="pager">
          <span>
            Rows {exact(first + 1)} to {exact(Math.min(first + rowsOfPage, rows.length))} of{' '}
            {exact(rows.length)}
          </span>
          <button
            type="button"
            className="button"
            disabled={first === 0}
            onClick={() => setFirst(first - rowsOfPage)}
          >
            Previous
          </button>
          <button
            type="button"
            className="button"
            disabled={first + rowsOfPage >= rows.length}
            onClick={() => setFirst(first + rowsOfPage)}
          >
            Next
          </button>
        </p>
      )}
    </>
  )
}
