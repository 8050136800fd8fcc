import { Scroll } from '../parts/scroll.tsx'

interface DataTableProps {
  label: string
  columns: { name: string; isNumber?: boolean }[]
  /** By row and column, as they are shown. */
  rows: (string | null)[][]
  empty: string
}

/** Rows of texts under their names; a number is on the right. */
export function DataTable({ label, columns, rows, empty }: DataTableProps) {
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
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity, and are replaced together
            <tr key={index}>
              {columns.map(({ name, isNumber }, column) => (
                <td key={name} className={isNumber ? 'number' : undefined}>
                  {row[column] ?? <span className="empty">null</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
