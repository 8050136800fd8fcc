import { type Change, type CompareInput, ComparePeriod } from '../../schema/compare.ts'
import { CalendarUnit, type DateRangeInput } from '../../schema/date-range-input.ts'
import { type MetricUnit } from '../../schema/metrics/metric-unit.ts'
import { type Measures, type Numbers, wordsOf } from '../../schema/numbers.ts'
import { type Calendar, local, shifted } from './calendar.ts'
import { type Query } from './query.ts'
import { defaultRange, periodOf, type Range, toRange } from './range.ts'

interface Ranged {
  range?: DateRangeInput | null
  compare?: CompareInput | null
}

/**
 * The range to compare with, or undefined without a comparison. Of a current range that is still running, only the
 * elapsed part is shifted.
 * @throws INVALID_RANGE
 */
export function comparedRange(
  query: Pick<Query, 'calendar' | 'asOf'>,
  { range, compare }: Ranged,
  current: Range,
): Range | undefined {
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

/**
 * Shifts on the calendar: a day that a month lacks becomes its last day. A range that would be empty then, such as one
 * from 28 to 29 February, keeps its length. The result ends before the current range.
 */
function shiftedRange({ from, to }: Range, unit: CalendarUnit, count: number, calendar: Calendar): Range {
  const back = (at: Date) => shifted(local(at, calendar), unit, -count).toJSDate()
  const start = back(from)
  const length = to.getTime() - from.getTime()
  const end = back(to) > start ? back(to).getTime() : start.getTime() + length
  return { from: start, to: new Date(Math.min(end, from.getTime())) }
}

/** The change of each number between the two ranges. */
export const changesOf = (fields: Measures, current: Numbers, previous: Numbers): Change[] =>
  Object.keys(current).map(field => ({
    field,
    ...changeOf(wordsOf(fields[field]!), current[field], previous[field]),
  }))

/** What is known of a number beside its value, as in the catalogue of metrics. */
export interface Compared {
  unit: MetricUnit
  isUpGood: boolean | null
}

type Value = number | string | null | undefined

/** The change of one number from the compared range. */
export function changeOf(
  { unit, isUpGood }: Compared,
  current: Value,
  previous: Value,
): Omit<Change, 'field'> {
  const now = numberOf(current)
  const before = numberOf(previous)
  const difference = now === null || before === null ? null : now - before
  return {
    changeRate: difference === null || !before ? null : difference / Math.abs(before),
    changePoints: unit === 'RATE' && difference !== null ? difference * 100 : null,
    isUpGood,
  }
}

const numberOf = (value: Value) => (value == null ? null : Number(value))
