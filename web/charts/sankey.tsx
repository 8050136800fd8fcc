import { linkHorizontal } from 'd3-shape'
import { Scroll } from '../parts/scroll.tsx'
import { type Flow, sankeyLayout } from './sankey-layout.ts'
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

const columnWidth = 190
const boxWidth = 12
const top = 22
const perBox = 46

/** Flows between columns of boxes. Each flow opens what is behind it; the page has the same numbers in a table. */
export function Sankey({ label, flows, columns, nameOf, onOpen }: SankeyProps) {
  const [box, width] = useWidth<HTMLDivElement>()
  const inner = Math.max(width, columns.length * columnWidth)
  const most = Math.max(...columns.map((_, at) => namesIn(flows, at).size))
  const height = Math.max(160, most * perBox)
  const { boxes, ribbons } = sankeyLayout(flows, { width: inner - 2, height, boxWidth, gap: 18 })
  const path = linkHorizontal<unknown, [number, number]>()
  const lowest = Math.max(...boxes.map(each => each.y + each.height))
  const last = columns.length - 1
  return (
    <div ref={box}>
      <Scroll label={label}>
        <svg width={inner} height={lowest + top + 8} className="sankey">
          <title>{label}</title>
          {columns.map((name, column) => (
            <text
              key={name}
              className="tick"
              x={(column / last) * inner}
              y={12}
              textAnchor={anchorOf(column, last)}
            >
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
                d={path({ source: [ribbon.x0, ribbon.y0], target: [ribbon.x1, ribbon.y1] }) ?? ''}
                strokeWidth={ribbon.thickness}
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
                <text
                  x={column === last ? x - 6 : x + boxWidth + 6}
                  y={y + Math.max(tall / 2, 7)}
                  dy="0.32em"
                  textAnchor={column === last ? 'end' : 'start'}
                >
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

const anchorOf = (column: number, last: number) =>
  column === 0 ? 'start' : column === last ? 'end' : 'middle'

const namesIn = (flows: Flow[], at: number) =>
  new Set(
    flows.flatMap(({ column, from, to }) => [
      ...(column === at ? [from] : []),
      ...(column + 1 === at ? [to] : []),
    ]),
  )
