import { periodOf } from '../analytics/query/range.ts'
import { CalendarUnit, type DateRangeInput } from '../schema/date-range-input.ts'

const most = 5_000
const dayMs = 86_400_000

const daysOf = {
  [CalendarUnit.MINUTE]: 1 / 1_440,
  [CalendarUnit.HOUR]: 1 / 24,
  [CalendarUnit.DAY]: 1,
  [CalendarUnit.WEEK]: 7,
  [CalendarUnit.MONTH]: 31,
  [CalendarUnit.QUARTER]: 92,
  [CalendarUnit.YEAR]: 366,
} satisfies Record<CalendarUnit, number>

/** About how many days an answer will have, for its cost; 1 where the arguments are wrong and will be refused. */
export function daysAsked({ days, range }: { days?: number | null; range?: DateRangeInput | null }): number {
  const asked = range ? daysOfRange(range) : (days ?? 30)
  return Math.min(Math.max(asked || 1, 1), most)
}

function daysOfRange(range: DateRangeInput): number {
  const period = periodOf(range)
  if (period) return Math.ceil(period.count * daysOf[period.unit])
  return Math.ceil((Number(range.to) - Number(range.from)) / dayMs)
}
