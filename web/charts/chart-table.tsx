import { type Format } from '../format/numbers.ts'
import { Scroll } from '../parts/scroll.tsx'
import { type Point, type Series } from './series.ts'

interface ChartTableProps {
  label: string
  points: Point[]
  series: Series[]
  format: Format
}

/** The numbers of a chart, the newest first. */
export const ChartTable = ({ label, points, series, format }: ChartTableProps) => (
  <Scroll label={label}>
    <table className="table">
      <thead>
        <tr>
          <th scope="col">When</th>
          {series.map(({ name }) => (
            <th key={name} scope="col" className="number">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points
          .map((point, index) => ({ point, index }))
          .reverse()
          .map(({ point, index }) => (
            <tr key={point.name}>
              <th scope="row">
                {point.name}
                {!point.isComplete && ' (so far)'}
              </th>
              {series.map(({ name, values }) => (
                <td key={name} className="number">
                  {format(values[index])}
                </td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  </Scroll>
)
