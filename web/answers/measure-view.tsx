import { ColumnChart } from '../charts/column-chart.tsx'
import { HeatMap } from '../charts/heat-map.tsx'
import { LineChart } from '../charts/line-chart.tsx'
import { compact, compactMoney, type Format } from '../format/numbers.ts'
import { formatOf, metricName } from '../format/units.ts'
import { Change } from '../parts/change.tsx'
import { hoursOf, weekdays } from './hours.ts'
import { type Measured, type MeasuredGroup, plotsOf, type Shown } from './measure.ts'
import { MeasureTable } from './measure-table.tsx'
import { pointsOf } from './points.ts'

interface MeasureViewProps {
  answer: Measured
  show: Shown
  /** What it is about, for those who do not see it. */
  label: string
  zone: string
  /** What the earlier numbers are called; absent without a comparison. */
  compared: string | undefined
  /** Where a group leads. */
  hrefOf?: ((group: MeasuredGroup) => string | undefined) | undefined
}

/** Numbers of metrics as figures, lines, columns, a heat map or a table. */
export function MeasureView(props: MeasureViewProps) {
  const { answer, show, label, hrefOf } = props
  if (!answer.groups.length) return <p className="empty">Nothing was counted in the range.</p>
  if (show === 'METRIC') return <Figures {...props} />
  if (show === 'TABLE' || !answer.timestamps.length)
    return <MeasureTable answer={answer} label={label} hrefOf={hrefOf} />
  return show === 'HEAT_MAP' ? <Heat {...props} /> : <Plots {...props} />
}

function Plots({ answer, show, zone, compared }: MeasureViewProps) {
  const points = pointsOf(answer.timestamps, answer.isComplete, zone)
  const isColumns = show === 'BAR' || show === 'STACKED_BAR'
  return plotsOf(answer, isColumns ? undefined : compared).map(({ name, unit, series }, _, { length }) => (
    <div key={name}>
      {length > 1 && <h3>{name}</h3>}
      {isColumns ? (
        <ColumnChart
          label={name}
          points={points}
          series={series}
          format={formatOf(unit)}
          isStacked={show === 'STACKED_BAR'}
        />
      ) : (
        <LineChart label={name} points={points} series={series} format={formatOf(unit)} />
      )}
    </div>
  ))
}

function Heat({ answer, zone, label }: MeasureViewProps) {
  const { unit } = answer.metrics[0]!
  const { means, most } = hoursOf(answer.timestamps, answer.groups[0]!.numbers[0]!.values, zone)
  return (
    <HeatMap
      label={`${label} by weekday and hour, mean of the hours`}
      rows={weekdays}
      columns={hourNames}
      values={means}
      most={most}
      format={shortOf(unit)}
    />
  )
}

const hourNames = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))

const shortOf = (unit: string): Format => {
  if (unit.startsWith('USD')) return compactMoney
  return formatOf(unit) === formatOf('COUNT') ? compact : formatOf(unit)
}

function Figures({ answer, compared }: MeasureViewProps) {
  const { numbers } = answer.groups[0]!
  return (
    <ul className="answer-figures">
      {answer.metrics.map(({ name, unit, isUpGood }, index) => {
        const { value, changeRate, changePoints } = numbers[index]!
        return (
          <li key={name}>
            {answer.metrics.length > 1 && <span className="number-name">{metricName(name)}</span>}
            <span className="number-value" title={formatOf(unit)(value)}>
              {shortOf(unit)(value)}
            </span>
            {compared && <Change changeRate={changeRate} changePoints={changePoints} isUpGood={isUpGood} />}
          </li>
        )
      })}
    </ul>
  )
}
