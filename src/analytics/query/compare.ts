import { metrics } from '../../metrics-catalogue/catalogue.ts'
import { type Change, type CompareInput, ComparePeriod } from '../../schema/compare.ts'
import { CalendarUnit, type DateRangeInput } from '../../schema/date-range-input.ts'
import { type Fields, type Numbers } from '../../schema/numbers.ts'
import { type Calendar, local, shifted } from './calendar.ts'
import { type Query } from './query.ts'
import { defaultRange, periodOf, type Range, toRange } from './range.ts'

interface Compared {
  range?: DateRangeInput | null
  compare?: CompareInput | null
}

/**
 * The range to compare with, or undefined without a comparison. Of a current range that is still running, only the
 * elapsed part is shifted.
 * @throws INVALID_RANGE
 */
export function comparedRange(query: Query, { range, compare }: Compared, current: Range): Range | undefined {
  if (!compare) return undefined
  if (compare.range) return toRange(compare.range, query.calendar, query.asOf)
  const to = query.asOf > current.from && query.asOf < current.to ? query.asOf : current.to
  if (compare.period === ComparePeriod.PREVIOUS_YEAR)
    return shiftedRange({ from: current.from, to }, CalendarUnit.YEAR, 1, query.calendar)
  return rangeBefore(range ?? defaultRange, { ...current, to }, query.calendar, current)
}

function rangeBefore(input: DateRangeInput, elapsed: Range, calendar: Calendar, whole: Range): Range {
  const period = periodOf(input)
  if (period) return shiftedRange(elapsed, period.unit, period.count, calendar)
  const length = whole.to.getTime() - whole.from.getTime()
  return { from: new Date(elapsed.from.getTime() - length), to: new Date(elapsed.to.getTime() - length) }
}

/** Shifts on the calendar: a day that a month lacks becomes its last day. The result ends before the current range. */
function shiftedRange({ from, to }: Range, unit: CalendarUnit, count: number, calendar: Calendar): Range {
  const back = (at: Date) => shifted(local(at, calendar), unit, -count).toJSDate()
  return { from: back(from), to: new Date(Math.min(back(to).getTime(), from.getTime())) }
}

/** The change of each number between the two ranges. */
export function changesOf(fields: Fields, current: Numbers, previous: Numbers): Change[] {
  return Object.keys(current).map(field => {
    const { unit, isUpGood } = metrics[fields[field]!]
    const now = numberOf(current[field])
    const before = numberOf(previous[field])
    const difference = now === null || before === null ? null : now - before
    return {
      field,
      changeRate: difference === null || !before ? null : difference / Math.abs(before),
      changePoints: unit === 'RATE' && difference !== null ? difference * 100 : null,
      isUpGood,
    }
  })
}

const numberOf = (value: number | string | null | undefined) => (value == null ? null : Number(value))
