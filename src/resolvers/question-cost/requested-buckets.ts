import { type CalendarUnit, type DateRangeInput } from '../../schema/date-range-input.ts'
import { daysOfUnit, lengthOf } from './days-asked.ts'

/** The service refuses more. */
const most = 5_000

/** About how many buckets a range has, or `defaultDays` where no range is given. */
export const bucketsAsked = (
  range: DateRangeInput | null | undefined,
  interval: CalendarUnit,
  defaultDays: number,
): number => Math.min(Math.ceil(lengthOf(range, defaultDays) / daysOfUnit[interval]), most)
