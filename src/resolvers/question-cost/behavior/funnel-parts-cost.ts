import { CalendarUnit } from '../../../schema/date-range-input.ts'
import { type Question } from '../question.ts'
import { requestedBuckets } from '../requested-buckets.ts'
import { usualDays } from '../requested-days.ts'

/** The 25 values of a breakdown, and one group for all others. `funnelCost` adds what is asked beyond. */
export const usualGroups = 26

/** The cost of buckets over a usual range. `funnelCost` multiplies it for a longer range. */
export const trendCost = ({
  args: { interval },
  fieldsCost,
}: Question<{ interval?: CalendarUnit | null }>): number =>
  requestedBuckets(null, interval ?? CalendarUnit.DAY, usualDays) * fieldsCost

export const partsCost = ({ args: { values }, fieldsCost }: Question<{ values?: unknown }>): number =>
  (values ? 1 : usualGroups) * fieldsCost
