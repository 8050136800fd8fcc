import { type CalendarUnit, type DateRangeInput } from '../../schema/date-range-input.ts'
import { daysOfUnit, lengthOf } from './days-asked.ts'

/** More are refused. */
const most = 5_000

/** About how many buckets a range has. */
export const bucketsAsked = (
  range: DateRangeInput | null | undefined,
  interval: CalendarUnit,
  otherwise: number,
): number => Math.min(Math.ceil(lengthOf(range, otherwise) / daysOfUnit[interval]), most)
