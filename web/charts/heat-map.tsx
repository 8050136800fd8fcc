import { type Format } from '../format/numbers.ts'
import { Scroll } from '../parts/scroll.tsx'

interface HeatMapProps {
  label: string
  /** The names of the rows and of the columns. */
  rows: readonly string[]
  columns: readonly string[]
  /** By row and column; null where there is nothing to count. */
  values: (number | null)[][]
  most: number
  format: Format
}

/** Numbers with a shade each: a table, so that everybody can read it. */
export const HeatMap = ({ label, rows, columns, values, most, format }: HeatMapProps) => (
  <Scroll label={label}>
    <table className="table heat-map">
      <thead>
        <tr>
          <td />
          {columns.map(name => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((name, row) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {columns.map((column, index) => {
              const value = values[row]![index] ?? null
              const shade = most ? Math.round(((value ?? 0) / most) * 60) : 0
              return (
                <td
                  key={column}
                  title={`${name} ${column}: ${format(value)}`}
                  style={{ backgroundColor: `color-mix(in srgb, var(--accent) ${shade}%, transparent)` }}
                >
                  {format(value)}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
)
