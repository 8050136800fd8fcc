import { instant, joined, type Sql, sql } from '../sql.ts'
import { type Span } from './precomputed-table.ts'

/** The condition that an event happened in one of the spans. */
export function isWithin(spans: Span[]): Sql {
  if (!spans.length) return sql`false`
  const conditions = spans.map(
    ({ from, to }) => sql`occurred_at >= ${instant(from)} and occurred_at < ${instant(to)}`,
  )
  return sql`(${joined(conditions, ' or ')})`
}

/**
 * The spans that cover the days for which the condition holds, and no others, among all days with events in the order of
 * time. A span also covers the days between, which have no events: so there are only a few spans.
 */
export function spansOf<Day extends Span>(days: Day[], isCovered: (day: Day) => boolean): Span[] {
  const found: Span[] = []
  let isOpen = false
  for (const day of days) {
    const last = found.at(-1)
    if (!isCovered(day)) isOpen = false
    else if (isOpen && last) last.to = day.to
    else {
      found.push({ from: day.from, to: day.to })
      isOpen = true
    }
  }
  return found
}
