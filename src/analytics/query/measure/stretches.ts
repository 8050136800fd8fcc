import { type Range } from '../range.ts'

const sizes = { day: 86_400_000, quarter: 900_000, instant: 1 }
export type Grain = keyof typeof sizes

/** A part of a range that consists of whole units of one grain. */
export interface Stretch extends Range {
  grain: Grain
}

/**
 * Splits ranges into whole days, whole quarters of an hour, and the rest, in UTC. No stretch crosses an edge. Days in
 * Kathmandu, UTC+5:45, are quarters; a range without inner edges is whole days with quarters at either end.
 */
export function stretchesOf(ranges: Range[], edges: Date[], grains: Grain[]): Stretch[] {
  const at = edges.map(edge => edge.getTime())
  const stretches = ranges.flatMap(({ from, to }) => {
    const cuts = [
      from.getTime(),
      ...at.filter(edge => edge > from.getTime() && edge < to.getTime()),
      to.getTime(),
    ]
    return cuts.slice(1).flatMap((end, i) => inGrains(cuts[i]!, end, grains))
  })
  return joined(stretches)
}

/** Takes as many whole units of the first grain as fit, and splits the rest at both ends into the finer grains. */
function inGrains(from: number, to: number, [grain, ...finer]: Grain[]): Stretch[] {
  if (from >= to || !grain) return []
  const size = sizes[grain]
  const start = Math.ceil(from / size) * size
  const end = Math.floor(to / size) * size
  if (start >= end) return inGrains(from, to, finer)
  const whole = { grain, from: new Date(start), to: new Date(end) }
  return [...inGrains(from, start, finer), whole, ...inGrains(end, to, finer)]
}

/** Joins neighbors of the same grain into one stretch. */
function joined(stretches: Stretch[]): Stretch[] {
  const found: Stretch[] = []
  for (const stretch of stretches) {
    const last = found.at(-1)
    if (last?.grain === stretch.grain && last.to.getTime() === stretch.from.getTime()) last.to = stretch.to
    else found.push({ ...stretch })
  }
  return found
}
