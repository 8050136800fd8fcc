/** A flow from a node of one column to a node of the next one. */
export interface Flow {
  /** The column of `from`, counted from 0. */
  column: number
  from: string
  to: string
  /** Its size, above 0. */
  amount: number
}

interface Box {
  column: number
  name: string
  amount: number
  x: number
  y: number
  height: number
}

export interface Ribbon extends Flow {
  /** Its place in the list of flows. */
  index: number
  from: string
  to: string
  /** The middles of both ends, and their thickness in pixels. */
  x0: number
  y0: number
  x1: number
  y1: number
  thickness: number
}

interface Size {
  width: number
  height: number
  /** Of a box. */
  boxWidth: number
  /** Between two boxes of a column. */
  gap: number
}

export interface Layout {
  boxes: Box[]
  ribbons: Ribbon[]
}

/**
 * Columns of boxes with ribbons between them. A box is as high as the larger of what comes in and what goes out; the largest of
 * a column is at the top. All heights have one scale, that of the fullest column.
 */
export function sankeyLayout(flows: Flow[], size: Size): Layout {
  const columns = columnsOf(flows)
  const scale = scaleOf(columns, size)
  const last = Math.max(columns.length - 1, 1)
  const boxes = columns.flatMap((nodes, column) => {
    let y = 0
    return nodes.map(({ name, amount }) => {
      const height = Math.max(amount * scale, 1)
      const box = { column, name, amount, x: (column / last) * (size.width - size.boxWidth), y, height }
      y += height + size.gap
      return box
    })
  })
  return { boxes, ribbons: ribbonsOf(flows, boxes, scale, size.boxWidth) }
}

interface Node {
  name: string
  amount: number
}

function columnsOf(flows: Flow[]): Node[][] {
  const sums: Map<string, { in: number; out: number }>[] = []
  const add = (column: number, name: string, side: 'in' | 'out', amount: number) => {
    sums[column] ??= new Map()
    const sum = sums[column].get(name) ?? { in: 0, out: 0 }
    sum[side] += amount
    sums[column].set(name, sum)
  }
  for (const { column, from, to, amount } of flows) {
    add(column, from, 'out', amount)
    add(column + 1, to, 'in', amount)
  }
  return Array.from(sums, nodes =>
    [...(nodes ?? [])]
      .map(([name, sum]) => ({ name, amount: Math.max(sum.in, sum.out) }))
      .sort((one, other) => other.amount - one.amount || (one.name < other.name ? -1 : 1)),
  )
}

/** The pixels of one unit, so that the fullest column fits. */
function scaleOf(columns: Node[][], { height, gap }: Size): number {
  const scales = columns
    .filter(nodes => nodes.length)
    .map(nodes => {
      const sum = nodes.reduce((total, { amount }) => total + amount, 0)
      return Math.max(height - gap * (nodes.length - 1), height / 4) / sum
    })
  return Math.min(...scales)
}

/** Ribbons leave and enter a box from the top, in the order of the boxes at their other ends. */
function ribbonsOf(flows: Flow[], boxes: Box[], scale: number, boxWidth: number): Ribbon[] {
  const boxOf = new Map(boxes.map(box => [`${box.column} ${box.name}`, box]))
  const ribbons = flows.map((flow, index) => {
    const from = boxOf.get(`${flow.column} ${flow.from}`)!
    const to = boxOf.get(`${flow.column + 1} ${flow.to}`)!
    return { flow, index, from, to, thickness: Math.max(flow.amount * scale, 1), y0: 0, y1: 0 }
  })
  const place = (end: 'y0' | 'y1', own: 'from' | 'to', other: 'from' | 'to') => {
    const used = new Map<Box, number>()
    for (const ribbon of ribbons.toSorted((one, next) => one[other].y - next[other].y)) {
      const box = ribbon[own]
      const offset = used.get(box) ?? 0
      ribbon[end] = box.y + offset + ribbon.thickness / 2
      used.set(box, offset + ribbon.thickness)
    }
  }
  place('y0', 'from', 'to')
  place('y1', 'to', 'from')
  return ribbons.map(({ flow, index, from, to, thickness, y0, y1 }) => ({
    ...flow,
    index,
    thickness,
    x0: from.x + boxWidth,
    y0,
    x1: to.x,
    y1,
  }))
}
