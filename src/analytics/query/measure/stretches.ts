import { type Range } from '../range.ts'

const sizes = { day: 86_400_000, quarter: 900_000, instant: 1 }
type Grain = keyof typeof sizes

/** A part of a range, and the largest step of time that it is made of. */
export interface Stretch extends Range {
  grain: Grain
}

/**
 * Ranges as whole days and quarters of an hour, in UTC, and what is left between; none goes across an edge. A range
 * in buckets of days in Kathmandu is quarters; one without edges inside is days, with quarters at either end.
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

/** A span as the first of the grains as far as it goes; what is left at its ends as the others. */
function inGrains(from: number, to: number, [grain, ...finer]: Grain[]): Stretch[] {
  if (from >= to || !grain) return []
  const size = sizes[grain]
  const start = Math.ceil(from / size) * size
  const end = Math.floor(to / size) * size
  if (start >= end) return inGrains(from, to, finer)
  const whole = { grain, from: new Date(start), to: new Date(end) }
  return [...inGrains(from, start, finer), whole, ...inGrains(end, to, finer)]
}

/** Neighbours of one grain are one stretch. */
function joined(stretches: Stretch[]): Stretch[] {
  const found: Stretch[] = []
  for (const stretch of stretches) {
    const last = found.at(-1)
    if (last?.grain === stretch.grain && last.to.getTime() === stretch.from.getTime()) last.to = stretch.to
    else found.push({ ...stretch })
  }
  return found
}
