import { Scroll } from '../parts/scroll.tsx'
import { type Flow, type Ribbon, sankeyLayout } from './sankey-layout.ts'
import { useWidth } from './use-width.ts'

interface SankeyProps {
  label: string
  flows: Flow[]
  /** The heading of each column, from the left. */
  columns: string[]
  /** What a flow is called, for those who do not see it; also its hint. */
  nameOf: (flow: Flow, index: number) => string
  onOpen: (index: number) => void
}

const columnWidth = 140
const boxWidth = 12
const top = 22
const perBox = 46
/** For the names beside the last column. */
const nameWidth = 130

/** Flows between columns of boxes. Each flow opens what is behind it; the page has the same numbers in a table. */
export function Sankey({ label, flows, columns, nameOf, onOpen }: SankeyProps) {
  const [box, width] = useWidth<HTMLDivElement>()
  const inner = Math.max(width, columns.length * columnWidth)
  const most = Math.max(...columns.map((_, at) => namesIn(flows, at).size))
  const height = Math.max(160, most * perBox)
  const { boxes, ribbons } = sankeyLayout(flows, { width: inner - nameWidth, height, boxWidth, gap: 18 })
  const lowest = Math.max(...boxes.map(each => each.y + each.height))
  const last = columns.length - 1
  return (
    <div ref={box}>
      <Scroll label={label}>
        <svg width={inner} height={lowest + top + 16} className="sankey">
          <title>{label}</title>
          {columns.map((name, column) => (
            <text key={name} className="tick" x={1 + (column / last) * (inner - nameWidth - boxWidth)} y={12}>
              {name}
            </text>
          ))}
          <g transform={`translate(1 ${top})`}>
            {ribbons.map(ribbon => (
              // biome-ignore lint/a11y/useSemanticElements: there is no button in SVG
              <path
                key={ribbon.index}
                className="ribbon"
                role="button"
                tabIndex={0}
                aria-label={`${nameOf(ribbon, ribbon.index)}: show them`}
                d={outlineOf(ribbon)}
                onClick={() => onOpen(ribbon.index)}
                onKeyDown={event => {
                  if (event.key !== 'Enter' && event.key !== ' ') return
                  event.preventDefault()
                  onOpen(ribbon.index)
                }}
              >
                <title>{nameOf(ribbon, ribbon.index)}</title>
              </path>
            ))}
            {boxes.map(({ column, name, x, y, height: tall }) => (
              <g key={`${column} ${name}`} className="box">
                <rect x={x} y={y} width={boxWidth} height={tall} rx={2} />
                <text x={x + boxWidth + 6} y={y + Math.max(tall / 2, 7)} dy="0.32em">
                  {name.length > 22 ? `${name.slice(0, 21)}…` : name}
                </text>
              </g>
            ))}
          </g>
        </svg>
      </Scroll>
    </div>
  )
}

/** A band between two boxes, bent in the middle. */
function outlineOf({ x0, y0, x1, y1, thickness }: Ribbon): string {
  const half = thickness / 2
  const middle = (x0 + x1) / 2
  const upper = `M${x0},${y0 - half}C${middle},${y0 - half} ${middle},${y1 - half} ${x1},${y1 - half}`
  return `${upper}V${y1 + half}C${middle},${y1 + half} ${middle},${y0 + half} ${x0},${y0 + half}Z`
}

const namesIn = (flows: Flow[], at: number) =>
  new Set(
    flows.flatMap(({ column, from, to }) => [
      ...(column === at ? [from] : []),
      ...(column + 1 === at ? [to] : []),
    ]),
  )
