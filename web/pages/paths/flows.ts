import { type Flow } from '../../charts/sankey-layout.ts'

interface Link {
  from: string
  to: string
  occurrences: number
}

interface Step<L extends Link> {
  depth: number
  links: L[]
}

export type Direction = 'AFTER' | 'BEFORE'

/** A link with its place in the picture and in the answer. */
export interface PlacedFlow<L extends Link> extends Flow {
  link: L
  depth: number
  direction: Direction
}

/**
 * The links before the anchor and after it as flows from the left to the right. The anchor is in the column of the number of
 * steps before it.
 */
export function flowsOf<L extends Link>(before: Step<L>[], after: Step<L>[]): PlacedFlow<L>[] {
  const reached = reachedDepth(before)
  const placed = (steps: Step<L>[], direction: Direction, columnOf: (depth: number) => number) =>
    steps.flatMap(({ depth, links }) =>
      links.map(link => ({
        link,
        depth,
        direction,
        column: columnOf(depth),
        from: link.from,
        to: link.to,
        amount: link.occurrences,
      })),
    )
  return [
    ...placed(before, 'BEFORE', depth => reached - depth),
    ...placed(after, 'AFTER', depth => reached + depth - 1),
  ]
}

/** The largest distance at which there is a link. */
const reachedDepth = <L extends Link>(steps: Step<L>[]) =>
  Math.max(0, ...steps.filter(({ links }) => links.length).map(({ depth }) => depth))

/** `2 before`, `the event`, `1 after` and so on, for as many columns as there are. */
export function columnNames<L extends Link>(before: Step<L>[], after: Step<L>[], anchor: string): string[] {
  const [back, on] = [reachedDepth(before), reachedDepth(after)]
  return [
    ...Array.from({ length: back }, (_, index) => `${back - index} before`),
    anchor,
    ...Array.from({ length: on }, (_, index) => `${index + 1} after`),
  ]
}
