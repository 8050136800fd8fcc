import fc from 'fast-check'
import { type Metric } from '../../../src/metrics-catalogue/catalogue.ts'
import { CalendarUnit, WeekStart } from '../../../src/schema/date-range-input.ts'
import type { FilterInput } from '../../../src/schema/filter-input.ts'
import type { LogEvent } from '../evaluate/log-event.ts'
import { randomFilter } from './random-filter.ts'

/** A range in milliseconds UTC, `[from, to)`, with its buckets, its filter and its metrics. */
export interface Question {
  from: number
  to: number
  interval: CalendarUnit
  weekStart: WeekStart
  filter?: FilterInput
  metrics: Metric[]
}

const hour = 3_600_000
const day = 24 * hour

/** How far a range extends to either side of an event: about a hundred buckets. */
const reach = {
  MINUTE: hour,
  HOUR: 30 * hour,
  DAY: 20 * day,
  WEEK: 100 * day,
  MONTH: 300 * day,
  QUARTER: 300 * day,
  YEAR: 800 * day,
} satisfies Record<CalendarUnit, number>

/** A question about a log. Its range often starts at one of the events, or ends just before or after one. */
export const randomQuestion = (log: LogEvent[], metrics: fc.Arbitrary<Metric[]>): fc.Arbitrary<Question> =>
  fc.constantFrom(...Object.values(CalendarUnit)).chain(interval =>
    fc
      .record({
        middle: fc.constantFrom(...log).map(({ at }) => at),
        before: fc.constantFrom(0, 0.1, 0.5, 0.99).map(part => Math.round(part * reach[interval])),
        after: fc.oneof(fc.constantFrom(0, 1), fc.integer({ min: 1, max: reach[interval] })),
        weekStart: fc.constantFrom(...Object.values(WeekStart)),
        filter: fc.oneof(randomFilter, fc.constant(undefined)),
        metrics,
      })
      .map(({ middle, before, after, ...question }) => ({
        ...question,
        interval,
        from: middle - before,
        to: Math.max(middle + after, middle - before + 1),
      })),
  )
