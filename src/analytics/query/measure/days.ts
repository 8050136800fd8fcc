import { CalendarUnit } from '../../../schema/date-range-input.ts'
import { type DayMetric } from '../../../schema/overview/daily-stats.ts'
import { bucketEdges, type Calendar, dateOf } from '../calendar.ts'
import { type Query } from '../query.ts'
import { type Range } from '../range.ts'
import { measureOverTime } from './measure.ts'
import { type Values } from './measure-rows.ts'

/** A calendar day, or the part of a day that lies in a range. */
export interface Day extends Range {
  /** Such as `2026-01-31`. */
  date: string
}

/**
 * The calendar days that a range touches, whole, oldest first.
 * @throws TOO_MANY_BUCKETS above 5,000
 */
export function daysIn({ from, to }: Range, calendar: Calendar): Day[] {
  const edges = bucketEdges(from, to, CalendarUnit.DAY, calendar)
  return edges.slice(0, -1).map((from, i) => ({ date: dateOf(from, calendar), from, to: edges[i + 1]! }))
}

/** The part of a day that lies in a range. */
export const partIn = (range: Range, { date, from, to }: Day): Day => ({
  date,
  from: from < range.from ? range.from : from,
  to: to > range.to ? range.to : to,
})

/** The metrics of each day by its date. The days may have any order, and gaps between them. */
export async function measureDays(
  query: Query,
  name: string,
  days: Day[],
  metrics: DayMetric[],
): Promise<Map<string, Values>> {
  if (!days.length) return new Map()
  const sorted = days.toSorted((one, other) => one.from.getTime() - other.from.getTime())
  const spans = spansOf(sorted)
  const edges = [...new Set(sorted.flatMap(({ from, to }) => [from.getTime(), to.getTime()]))].map(
    at => new Date(at),
  )
  const range = { from: edges[0]!, to: edges.at(-1)! }
  const buckets = await measureOverTime(query, name, { range, spans }, metrics, edges)
  const measured = new Map(buckets.map((values, i) => [edges[i]!.getTime(), values]))
  return new Map(days.map(({ date, from }) => [date, measured.get(from.getTime())!]))
}

/** Joins consecutive days into spans; the days are sorted. */
function spansOf(days: Day[]): Range[] {
  const spans: Range[] = []
  for (const { from, to } of days) {
    const last = spans.at(-1)
    if (last?.to.getTime() === from.getTime()) last.to = to
    else spans.push({ from, to })
  }
  return spans
}
