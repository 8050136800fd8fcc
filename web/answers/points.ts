import { type Unit } from '../address/question.ts'
import { type Point } from '../charts/series.ts'
import { bucketName, tickName } from '../format/times.ts'

const hourMs = 3_600_000

/** The longest distance of two starts of each unit, with room for days and months that are longer than others. */
const longestMs: [Unit, number][] = [
  ['MINUTE', hourMs - 1],
  ['HOUR', 20 * hourMs],
  ['DAY', 6 * 24 * hourMs],
  ['WEEK', 20 * 24 * hourMs],
  ['MONTH', 60 * 24 * hourMs],
  ['QUARTER', 200 * 24 * hourMs],
]

/** The width of buckets by their starts; a day for a single one. */
export function unitOf(timestamps: readonly string[]): Unit {
  const [first, second] = timestamps
  if (first === undefined || second === undefined) return 'DAY'
  const distance = Date.parse(second) - Date.parse(first)
  return longestMs.find(([, most]) => distance <= most)?.[0] ?? 'YEAR'
}

/** The points of an axis of time. */
export function pointsOf(
  timestamps: readonly string[],
  isComplete: readonly boolean[],
  zone: string,
): Point[] {
  const unit = unitOf(timestamps)
  return timestamps.map((start, index) => ({
    name: bucketName(start, unit, zone),
    tick: tickName(start, unit, zone),
    isComplete: isComplete[index] ?? true,
  }))
}
