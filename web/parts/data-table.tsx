import { type ReactNode } from 'react'
import { Scroll } from './scroll.tsx'

interface Column<Row> {
  /** Empty for buttons. */
  name: string
  isNumber?: boolean
  of: (row: Row) => ReactNode
}

interface DataTableProps<Row> {
  label: string
  rows: Row[]
  keyOf: (row: Row) => string
  /** The first one names the row. */
  columns: Column<Row>[]
  /** What to say without rows. */
  empty: ReactNode
}

/** A list of things with what there is to know about each. */
export function DataTable<Row>({ label, rows, keyOf, columns, empty }: DataTableProps<Row>) {
  if (!rows.length) return <p className="empty">{empty}</p>
  const [first, ...others] = columns
  return (
    <Scroll label={label}>
      <table className="table data-table">
        <thead>
          <tr>
            {columns.map(({ name, isNumber }) => (
              <th key={name} scope="col" className={isNumber ? 'number' : undefined}>
                {name || <span className="unseen">Actions</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={keyOf(row)}>
              <th scope="row">{first!.of(row)}</th>
              {others.map(({ name, isNumber, of }) => (
                <td key={name} className={isNumber ? 'number' : undefined}>
                  {of(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
