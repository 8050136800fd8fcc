import { type CalendarUnit, type DateRangeInput } from '../../schema/date-range-input.ts'
import { type Question } from './question.ts'
import { requestedBuckets } from './requested-buckets.ts'
import { usualDays } from './requested-days.ts'
import { sumOf } from './sum-of.ts'
import { weights } from './weights.ts'

/** The cost of lists with one item for each bucket of a range. */
export const bucketsCost = (
  lists: Pick<Question, 'values'>[],
  range: DateRangeInput | null | undefined,
  interval: CalendarUnit,
): number =>
  requestedBuckets(range, interval, usualDays) *
  sumOf(lists, ({ values }) => weights.bucket + values * weights.value)
