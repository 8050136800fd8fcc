import { type CalendarUnit } from '../../../schema/date-range-input.ts'
import { bucketsAsked } from '../buckets-asked.ts'
import { usualDays } from '../days-asked.ts'
import { type Question } from '../question.ts'

/** Values that users are told apart by, and all others. */
const parts = 26

/** The buckets of a usual range. The question takes them as often as its range is longer. */
export const trendCost = ({ args: { interval }, within }: Question<{ interval: CalendarUnit }>): number =>
  bucketsAsked(null, interval, usualDays) * within

export const partsCost = ({ within }: Question): number => parts * within
