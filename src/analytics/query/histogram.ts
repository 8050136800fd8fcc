import { badInput } from '../../errors.ts'

/** A bar of a histogram: the values from `from` (inclusive) to `to` (exclusive). The last bar has no end. */
export interface Bar {
  from: number
  to: number | null
  count: number
  /** The share in all values, 0 to 1; null without values. */
  share: number | null
}

/** The edges that a histogram takes. */
interface Edges {
  unit: string
  /** The edges without a choice of the caller. */
  usual: number[]
  longest: number
}

const mostEdges = 100

/**
 * The lower ends of the bars of a histogram: 0 and the edges.
 * @throws INVALID_EDGES
 */
export function startsOf(edges: number[] | null | undefined, { unit, usual, longest }: Edges): number[] {
  const chosen = edges ?? usual
  const isAscending = chosen.every((edge, i) => edge > (chosen[i - 1] ?? 0))
  if (!chosen.length || chosen.length > mostEdges || !isAscending || chosen.at(-1)! > longest)
    throw badInput(
      'INVALID_EDGES',
      'edges',
      `edges must be 1 to ${mostEdges} ascending ${unit} above 0, up to ${longest.toLocaleString('en')}.`,
    )
  return [0, ...chosen]
}

/** A row of a statement: the number of a bar, from 1, and of the values in it. */
export interface BarRow {
  bar: number
  count: number
}

/** The bars from the rows of a statement, which has none for empty bars. */
export function barsOf(starts: number[], rows: BarRow[]): Bar[] {
  const counts = new Map(rows.map(({ bar, count }) => [Number(bar), Number(count)]))
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return starts.map((from, i) => {
    const count = counts.get(i + 1) ?? 0
    return { from, to: starts[i + 1] ?? null, count, share: all ? count / all : null }
  })
}
