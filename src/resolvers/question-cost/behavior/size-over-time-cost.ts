import { type CalendarUnit, type DateRangeInput } from '../../../schema/date-range-input.ts'
import { type Question } from '../question.ts'
import { requestedBuckets } from '../requested-buckets.ts'
import { usualDays } from '../requested-days.ts'
import { sizeCost } from '../users/segment-cost.ts'

/** The service refuses more. */
const most = 90

/** The cost of counting a saved segment once for each bucket. */
export const sizeOverTimeCost = ({
  args: { range, interval },
  fieldsCost,
}: Question<{ range?: DateRangeInput | null; interval: CalendarUnit }>): number =>
  Math.min(requestedBuckets(range, interval, usualDays), most) * (sizeCost + fieldsCost)
