import { periodOf } from '../../analytics/query/range.ts'
import { CalendarUnit, type DateRangeInput } from '../../schema/date-range-input.ts'

/** What everything there ever was counts as: how far back it goes is not known before the question runs. */
export const ever = 366

/** A range that is given in no way, in several, or the wrong way round is refused: until then it is a day. */
const ofInvalid = 1

/** The days of a question that names no range. */
export const usualDays = 30

const dayMs = 86_400_000

/** The days of each unit, the longest there are. */
export const daysOfUnit = {
  [CalendarUnit.MINUTE]: 1 / 1_440,
  [CalendarUnit.HOUR]: 1 / 24,
  [CalendarUnit.DAY]: 1,
  [CalendarUnit.WEEK]: 7,
  [CalendarUnit.MONTH]: 31,
  [CalendarUnit.QUARTER]: 92,
  [CalendarUnit.YEAR]: 366,
} satisfies Record<CalendarUnit, number>

/** About how many days a question reads the facts of. `otherwise` counts where it names no range. */
export const daysAsked = (range: DateRangeInput | null | undefined, otherwise: number): number =>
  Math.min(lengthOf(range, otherwise), ever)

/** About how many days a range has, however many these are. */
export function lengthOf(range: DateRangeInput | null | undefined, otherwise: number): number {
  const days = range ? daysOf(range) : otherwise
  return days > 0 ? days : ofInvalid
}

function daysOf(range: DateRangeInput): number {
  const given = [range.from ?? range.to, range.last, range.preset].filter(part => part != null)
  if (given.length !== 1) return ofInvalid
  const period = periodOf(range)
  if (period) return period.count * daysOfUnit[period.unit]
  return (Number(range.to) - Number(range.from)) / dayMs
}
