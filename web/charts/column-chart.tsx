import { scaleLinear } from 'd3-scale'
import { stack } from 'd3-shape'
import { type KeyboardEvent, useState } from 'react'
import { type Format } from '../format/numbers.ts'
import { ChartTable } from './chart-table.tsx'
import { type Point, type Series } from './series.ts'
import { useWidth } from './use-width.ts'

interface ColumnChartProps {
  /** What the chart shows, for those who do not see it. */
  label: string
  points: Point[]
  series: Series[]
  format: Format
  isStacked?: boolean
  height?: number
}

const margin = { top: 12, right: 12, bottom: 24, left: 56 }

/** Columns over time, beside or on top of each other. The arrow keys move along them; a table is behind them. */
export function ColumnChart(props: ColumnChartProps) {
  const { label, points, series, format } = props
  const [isTable, setIsTable] = useState(false)
  const [at, setAt] = useState<number | undefined>()
  const shown = at === undefined ? undefined : Math.min(at, points.length - 1)
  return (
    <figure className="chart">
      {isTable ? (
        <ChartTable label={label} points={points} series={series} format={format} />
      ) : (
        <Plot {...props} at={shown} setAt={setAt} />
      )}
      <figcaption>
        <div className="legend">
          {series.map(({ name, values }, index) => (
            <span key={name} className={`key key-${index % 6}`}>
              {name}
              {shown !== undefined && <b>{format(values[shown])}</b>}
            </span>
          ))}
          <span className="legend-at">{shown === undefined ? '' : nameOf(points[shown])}</span>
        </div>
        <button
          type="button"
          className="button quiet"
          onClick={() => setIsTable(!isTable)}
          aria-pressed={isTable}
        >
          Show as {isTable ? 'chart' : 'table'}
        </button>
      </figcaption>
    </figure>
  )
}

const nameOf = (point: Point | undefined) =>
  point ? `${point.name}${point.isComplete ? '' : ', so far'}` : 'no data'

interface PlotProps extends ColumnChartProps {
  at: number | undefined
  setAt: (at: number | undefined) => void
}

function Plot({ label, points, series, format, isStacked = false, height = 260, at, setAt }: PlotProps) {
  const [box, width] = useWidth<HTMLDivElement>()
  const inner = Math.max(width - margin.left - margin.right, 1)
  const step = inner / Math.max(points.length, 1)
  const columns = columnsOf(series, points.length, isStacked)
  const y = scaleLinear(
    [0, Math.max(0, ...columns.map(({ to }) => to)) || 1],
    [height - margin.bottom, margin.top],
  )
  y.nice(4)
  const last = Math.max(points.length - 1, 0)
  const move = (index: number) => setAt(Math.max(0, Math.min(last, index)))
  const every = Math.max(1, Math.ceil(points.length / Math.max(2, Math.floor(inner / 90))))
  return (
    <div
      ref={box}
      className="plot"
      role="slider"
      tabIndex={0}
      aria-label={`${label}. Arrow keys move along the chart.`}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={at ?? last}
      aria-valuetext={`${nameOf(points[at ?? last])}: ${series
        .map(({ name, values }) => `${name} ${format(values[at ?? last])}`)
        .join(', ')}`}
      onKeyDown={event => onKey(event, at, last, move, setAt)}
      onBlur={() => setAt(undefined)}
      onPointerMove={({ clientX, currentTarget }) =>
        move(Math.floor((clientX - currentTarget.getBoundingClientRect().left - margin.left) / step))
      }
      onPointerLeave={() => setAt(undefined)}
    >
      <svg width={width} height={height} aria-hidden="true">
        {y.ticks(4).map(tick => (
          <g key={tick} className="grid">
            <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} />
            <text x={margin.left - 8} y={y(tick)} dy="0.32em" textAnchor="end">
              {format(tick)}
            </text>
          </g>
        ))}
        {points.map((point, index) =>
          index % every === 0 ? (
            <text
              key={point.name}
              className="tick"
              x={margin.left + (index + 0.5) * step}
              y={height - 6}
              textAnchor="middle"
            >
              {point.tick}
            </text>
          ) : null,
        )}
        {columns.map(({ order, index, from, to, place, places }) => (
          <rect
            key={`${order} ${index}`}
            className={columnClass(order, points[index], at === index)}
            x={margin.left + index * step + step * 0.12 + (place * step * 0.76) / places}
            width={Math.max((step * 0.76) / places, 0.5)}
            y={y(to)}
            height={Math.max(y(from) - y(to), 0)}
          />
        ))}
      </svg>
    </div>
  )
}

const columnClass = (order: number, point: Point | undefined, isAt: boolean) =>
  `column column-${order % 6}${point?.isComplete === false ? ' running' : ''}${isAt ? ' at' : ''}`

function onKey(
  event: KeyboardEvent,
  at: number | undefined,
  last: number,
  move: (index: number) => void,
  setAt: (at: undefined) => void,
): void {
  const steps: Record<string, number> = {
    ArrowLeft: (at ?? last + 1) - 1,
    ArrowRight: (at ?? -1) + 1,
    Home: 0,
    End: last,
  }
  const next = steps[event.key]
  if (event.key === 'Escape') setAt(undefined)
  if (next === undefined) return
  event.preventDefault()
  event.stopPropagation()
  move(next)
}

interface Column {
  /** Of the series. */
  order: number
  /** Of the point. */
  index: number
  from: number
  to: number
  /** The place beside the others, from 0. */
  place: number
  places: number
}

/** Each column with its foot and head. */
function columnsOf(series: Series[], length: number, isStacked: boolean): Column[] {
  const indexes = Array.from({ length }, (_, index) => index)
  if (!isStacked)
    return series.flatMap(({ values }, order) =>
      indexes.map(index => ({
        order,
        index,
        from: 0,
        to: values[index] ?? 0,
        place: order,
        places: series.length,
      })),
    )
  const layers = stack<unknown, number, number>()
    .keys(series.map((_, order) => order))
    .value((index, order) => series[order]!.values[index as number] ?? 0)(indexes)
  return layers.flatMap((layer, order) =>
    layer.map(([from, to], index) => ({ order, index, from, to, place: 0, places: 1 })),
  )
}
