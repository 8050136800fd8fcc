import { type Calendar, local, shifted, startOf } from '../analytics/query/calendar.ts'
import { periodOf, type Range, rangeInputOf, toRange } from '../analytics/query/range.ts'
import { badInput } from '../errors.ts'
import { type CompareInput, ComparePeriod } from '../schema/compare.ts'
import { CalendarUnit, type DateRangeInput, type LastInput, RangePreset } from '../schema/date-range-input.ts'
import { type ScheduleInput } from '../schema/reports/schedule-input.ts'

/** The period of a run, and the period that it is compared with, if any. */
export interface ReportPeriod {
  period: Range
  compare: CompareInput | null
}

/**
 * The period of a run at an instant: the last units that are over then. Days and instants are taken as they are. A period
 * of units is compared with the same number of units before it, so a month with a month.
 */
export function reportPeriod(
  range: DateRangeInput,
  compare: CompareInput | null | undefined,
  calendar: Calendar,
  at: Date,
): ReportPeriod {
  const units = movingUnits(range)
  if (!units) return { period: toRange(range, calendar, at), compare: compare ?? null }
  const period = lastComplete(units, calendar, at)
  if (compare?.period !== ComparePeriod.PREVIOUS_PERIOD) return { period, compare: compare ?? null }
  return { period, compare: { range: rangeInputOf(lastComplete(units, calendar, period.from)) } }
}

/** The `count` last units that are over at an instant. */
function lastComplete({ count, unit }: LastInput, calendar: Calendar, at: Date): Range {
  const running = startOf(unit, local(at, calendar), calendar)
  const from = startOf(unit, shifted(running, unit, -count), calendar)
  return { from: from.toJSDate(), to: running.toJSDate() }
}

/** The units of a range that moves on with time and is over; undefined for any other. */
const movingUnits = (range: DateRangeInput): LastInput | undefined =>
  range.last || isPast(range.preset) ? periodOf(range) : undefined

const isPast = (preset: RangePreset | null | undefined) =>
  preset === RangePreset.YESTERDAY || preset?.startsWith('LAST_')

/**
 * @throws INVALID_RANGE for a range that does not move on with time, would not be over at a run, or has a count outside 1
 * to 10,000
 */
export function checkReportRange(range: DateRangeInput): void {
  const units = movingUnits(range)
  if (!units)
    throw badInput(
      'INVALID_RANGE',
      'range',
      'The range of a report must be `last`, YESTERDAY or LAST_…: the units that are over when it runs.',
    )
  if (units.count < 1 || units.count > 10_000)
    throw badInput('INVALID_RANGE', 'range', 'last.count must be 1 to 10,000.')
}

/** The unit of the schedule, such as the last week for a weekly report; otherwise the last day. */
export function usualRange(schedule: ScheduleInput | null | undefined): DateRangeInput {
  const unit = schedule?.weekly
    ? CalendarUnit.WEEK
    : schedule?.monthly
      ? CalendarUnit.MONTH
      : CalendarUnit.DAY
  return { last: { count: 1, unit } }
}
