import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { type KeyboardEvent, useState } from 'react'
import { type Format } from '../format/numbers.ts'
import { ChartTable } from './chart-table.tsx'
import { type Point, type Series } from './series.ts'
import { useWidth } from './use-width.ts'

interface LineChartProps {
  /** What the chart shows, for those who do not see it. */
  label: string
  points: Point[]
  series: Series[]
  format: Format
  height?: number
}

const margin = { top: 12, right: 12, bottom: 24, left: 56 }

/** Lines over time. The arrow keys move along it; the same numbers are in a table behind it. */
export function LineChart(props: LineChartProps) {
  const { label, points, series, format, height = 260 } = props
  const [isTable, setIsTable] = useState(false)
  const [at, setAt] = useState<number | undefined>()
  const shown = at === undefined ? undefined : Math.min(at, points.length - 1)
  return (
    <figure className="chart">
      {isTable ? (
        <ChartTable label={label} points={points} series={series} format={format} />
      ) : (
        <Plot {...props} height={height} at={shown} setAt={setAt} />
      )}
      <figcaption>
        <Legend series={series} points={points} at={shown} format={format} />
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

interface PlotProps extends LineChartProps {
  height: number
  at: number | undefined
  setAt: (at: number | undefined) => void
}

function Plot({ label, points, series, format, height, at, setAt }: PlotProps) {
  const [box, width] = useWidth<HTMLDivElement>()
  const inner = Math.max(width - margin.left - margin.right, 1)
  const last = Math.max(points.length - 1, 1)
  const most = Math.max(0, ...series.flatMap(({ values }) => values.map(value => value ?? 0)))
  const y = scaleLinear([0, most || 1], [height - margin.bottom, margin.top]).nice(4)
  const x = (index: number) => margin.left + (points.length === 1 ? inner / 2 : (index / last) * inner)
  const move = (index: number) => setAt(Math.max(0, Math.min(points.length - 1, index)))
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowLeft: (at ?? points.length) - 1,
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
      aria-valuetext={textAt(points, series, format, at ?? points.length - 1)}
      onKeyDown={onKeyDown}
      onBlur={() => setAt(undefined)}
      onPointerMove={({ clientX, currentTarget }) => {
        const left = currentTarget.getBoundingClientRect().left
        move(Math.round(((clientX - left - margin.left) / inner) * last))
      }}
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
        {ticksOf(points, inner).map(index => (
          <text key={index} className="tick" x={x(index)} y={height - 6} textAnchor="middle">
            {points[index]!.tick}
          </text>
        ))}
        {series.map((each, index) => (
          <Line
            key={each.name}
            series={each}
            points={points}
            x={x}
            y={y}
            isAlone={series.every((other, at) => at === index || other.isQuiet)}
            order={index}
          />
        ))}
        {at !== undefined && <Marker x={x(at)} at={at} series={series} y={y} height={height} />}
      </svg>
    </div>
  )
}

interface LineProps {
  series: Series
  points: Point[]
  x: (index: number) => number
  y: (value: number) => number
  isAlone: boolean
  order: number
}

/** The line as far as the periods are over, and dashed from there. */
function Line({ series, points, x, y, isAlone, order }: LineProps) {
  const { values, isQuiet } = series
  const open = isQuiet ? -1 : points.findIndex(({ isComplete }) => !isComplete)
  const over = open < 0 ? values.length : open
  const draw = line<number | null>()
    .defined(value => value !== null)
    .x((_, index) => x(index))
    .y(value => y(value!))
  const running = line<[number, number | null]>()
    .defined(([, value]) => value !== null)
    .x(([index]) => x(index))
    .y(([, value]) => y(value!))
  const fill = area<number | null>()
    .defined(value => value !== null)
    .x((_, index) => x(index))
    .y0(y(0))
    .y1(value => y(value!))
  const indexed = values.map((value, index): [number, number | null] => [index, value])
  const only = values.length === 1 ? values[0] : undefined
  return (
    <g className={`line line-${isQuiet ? 'quiet' : order % 6}`}>
      {isAlone && !isQuiet && <path className="fill" d={fill(values) ?? ''} />}
      <path className="stroke" d={draw(values.slice(0, over)) ?? ''} />
      {open >= 0 && (
        <path className="stroke running" d={running(indexed.slice(Math.max(open - 1, 0))) ?? ''} />
      )}
      {only !== undefined && only !== null && <circle cx={x(0)} cy={y(only)} r={3} />}
    </g>
  )
}

interface MarkerProps {
  x: number
  at: number
  series: Series[]
  y: (value: number) => number
  height: number
}

const Marker = ({ x, at, series, y, height }: MarkerProps) => (
  <g className="marker">
    <line x1={x} x2={x} y1={margin.top} y2={height - margin.bottom} />
    {series.map(({ name, values }) =>
      values[at] === null || values[at] === undefined ? null : (
        <circle key={name} cx={x} cy={y(values[at])} r={4} />
      ),
    )}
  </g>
)

/** Some of the points, so that their names do not touch. */
function ticksOf(points: Point[], width: number): number[] {
  const room = Math.max(2, Math.floor(width / 90))
  const step = Math.max(1, Math.ceil(points.length / room))
  return points.flatMap((_, index) => (index % step === 0 ? [index] : []))
}

/** `Mon, 30 Nov, so far: Active users 12, Previous 9`. */
function textAt(points: Point[], series: Series[], format: Format, at: number): string {
  const point = points[at]
  if (!point) return 'no data'
  const values = series.map(({ name, values }) => `${name} ${format(values[at])}`)
  return `${point.name}${point.isComplete ? '' : ', so far'}: ${values.join(', ')}`
}

interface LegendProps {
  series: Series[]
  points: Point[]
  at: number | undefined
  format: Format
}

const Legend = ({ series, points, at, format }: LegendProps) => (
  <div className="legend">
    {series.map(({ name, isQuiet, values }, index) => (
      <span key={name} className={`key key-${isQuiet ? 'quiet' : index % 6}`}>
        {name}
        {at !== undefined && <b>{format(values[at])}</b>}
      </span>
    ))}
    <span className="legend-at">
      {at === undefined
        ? points.some(({ isComplete }) => !isComplete) && 'Dashed: the period is not over'
        : `${points[at]?.name}${points[at]?.isComplete === false ? ', so far' : ''}`}
    </span>
  </div>
)
