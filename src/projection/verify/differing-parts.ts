import { type Day } from './digest.ts'
import { type Difference } from './verdict.ts'

/**
 * The days on which the engines differ, with the names of the differing parts, or `rows` when their row counts
 * differ.
 */
export function differingParts(log: Day[], columns: Day[], names: string[], rows = 'events'): Difference[] {
  const held = new Map(columns.map(day => [day.day, day]))
  const logged = new Map(log.map(day => [day.day, day]))
  return [...new Set([...logged.keys(), ...held.keys()])]
    .sort()
    .map(day => ({ day, parts: partsOf(logged.get(day), held.get(day), names, rows) }))
    .filter(({ parts }) => parts.length)
}

/** When the row counts of a day differ, every checksum differs too, whether the columns differ or not. */
function partsOf(log: Day | undefined, columns: Day | undefined, names: string[], rows: string): string[] {
  if (log?.rows !== columns?.rows) return [rows]
  return names.filter((_, part) => log?.digests[part] !== columns?.digests[part])
}
