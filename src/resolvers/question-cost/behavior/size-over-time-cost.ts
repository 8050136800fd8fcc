import { type CalendarUnit, type DateRangeInput } from '../../../schema/date-range-input.ts'
import { bucketsAsked } from '../buckets-asked.ts'
import { usualDays } from '../days-asked.ts'
import { type Question } from '../question.ts'
import { sizeCost } from '../users/segment-cost.ts'

/** The service refuses more. */
const most = 90

/** The cost of counting a saved segment once for each bucket. */
export const sizeOverTimeCost = ({
  args: { range, interval },
  fieldsCost,
}: Question<{ range?: DateRangeInput | null; interval: CalendarUnit }>): number =>
  Math.min(bucketsAsked(range, interval, usualDays), most) * (sizeCost + fieldsCost)
