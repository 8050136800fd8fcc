import { type CalendarUnit, type DateRangeInput } from '../../schema/date-range-input.ts'
import { bucketsAsked } from './buckets-asked.ts'
import { usualDays } from './days-asked.ts'
import { type Question } from './question.ts'
import { sumOf } from './sum-of.ts'
import { weights } from './weights.ts'

/** The cost of lists with one item for each bucket of a range. */
export const bucketsCost = (
  lists: Pick<Question, 'values'>[],
  range: DateRangeInput | null | undefined,
  interval: CalendarUnit,
): number =>
  bucketsAsked(range, interval, usualDays) *
  sumOf(lists, ({ values }) => weights.bucket + values * weights.value)
