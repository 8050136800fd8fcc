import { type ReactNode } from 'react'
import { Scroll } from './scroll.tsx'

interface Column<Row> {
  name: string
  cell: (row: Row) => ReactNode
  isNumber?: boolean
}

interface TableProps<Row> {
  label: string
  columns: Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** What to say without rows. */
  empty: string
}

/** A table whose first column names its rows. */
export function Table<Row>({ label, columns, rows, keyOf, empty }: TableProps<Row>) {
  if (!rows.length) return <p className="empty">{empty}</p>
  return (
    <Scroll label={label}>
      <table className="table">
        <thead>
          <tr>
            {columns.map(({ name, isNumber }) => (
              <th key={name} scope="col" className={isNumber ? 'number' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={keyOf(row)}>
              {columns.map(({ name, cell, isNumber }, index) =>
                index === 0 ? (
                  <th key={name} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={name} className={isNumber ? 'number' : undefined}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
