import { periodOf } from '../../analytics/query/range.ts'
import { dayMs } from '../../durations.ts'
import { CalendarUnit, type DateRangeInput } from '../../schema/date-range-input.ts'

/** The days that all history counts as: its real length is not known before the question runs. */
export const allDays = 366

/** The days of a range that the service will refuse: an empty one, or one that ends before it starts. */
const invalidDays = 1

/** The days of most questions without a range. */
export const usualDays = 30

/** The days of the longest interval of each unit. */
export const daysOfUnit = {
  [CalendarUnit.MINUTE]: 1 / 1_440,
  [CalendarUnit.HOUR]: 1 / 24,
  [CalendarUnit.DAY]: 1,
  [CalendarUnit.WEEK]: 7,
  [CalendarUnit.MONTH]: 31,
  [CalendarUnit.QUARTER]: 92,
  [CalendarUnit.YEAR]: 366,
} satisfies Record<CalendarUnit, number>

/** About how many days of events a question reads; `defaultDays` without a range. */
export const requestedDays = (range: DateRangeInput | null | undefined, defaultDays: number): number =>
  Math.min(lengthOf(range, defaultDays), allDays)

/** About how many days a range has, without a limit. */
export function lengthOf(range: DateRangeInput | null | undefined, defaultDays: number): number {
  const days = range ? daysOf(range) : defaultDays
  return days > 0 ? days : invalidDays
}

/** Whether events may follow the range, because it has an end of its own. */
export const mayBePast = (range: DateRangeInput | null | undefined): boolean =>
  range?.between != null || range?.dates != null

function daysOf(range: DateRangeInput): number {
  const period = periodOf(range)
  if (period) return period.count * daysOfUnit[period.unit]
  return (Number(range.between?.to) - Number(range.between?.from)) / dayMs
}
