import { type CalendarUnit, type DateRangeInput } from '../../schema/date-range-input.ts'
import { largest } from '../../schema/largest.ts'
import { daysOfUnit, lengthOf } from './requested-days.ts'

/** About how many buckets a range has, or `defaultDays` where no range is given. */
export const requestedBuckets = (
  range: DateRangeInput | null | undefined,
  interval: CalendarUnit,
  defaultDays: number,
): number => Math.min(Math.ceil(lengthOf(range, defaultDays) / daysOfUnit[interval]), largest.buckets)
