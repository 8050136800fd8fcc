import { type Range } from '../../analytics/query/range.ts'
import { dayMs } from '../../durations.ts'

/** A day of UTC that has events. */
export interface DayOfEvents {
  /** Such as `2026-01-31`. */
  day: string
  events: number
}

/** The events that are sorted in memory. */
const mostEvents = 60_000

/** The parts of a range, of whole days and in order, with so many events each, or of one day with more. */
export function dayStretches(days: DayOfEvents[], range: Range): Range[] {
  const stretches: { firstDay: string; lastDay: string; events: number }[] = []
  for (const { day, events } of days) {
    const last = stretches.at(-1)
    if (last && last.events + Number(events) <= mostEvents) {
      last.lastDay = day
      last.events += Number(events)
    } else stretches.push({ firstDay: day, lastDay: day, events: Number(events) })
  }
  return stretches.map(({ firstDay, lastDay }) => ({
    from: laterOf(range.from, new Date(firstDay)),
    to: earlierOf(range.to, new Date(Date.parse(lastDay) + dayMs)),
  }))
}

const laterOf = (one: Date, other: Date) => (one > other ? one : other)
const earlierOf = (one: Date, other: Date) => (one < other ? one : other)
