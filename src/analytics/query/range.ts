import { DateTime } from 'luxon'
import { badInput } from '../../errors.ts'
import {
  CalendarUnit,
  type DateRangeInput,
  type DayRangeInput,
  type InstantRangeInput,
  type LastInput,
  RangePreset,
} from '../../schema/date-range-input.ts'
import { type Calendar, local, shifted, startOf, startOfDate } from './calendar.ts'

/** Half-open: `from <= t < to`. */
export interface Range {
  from: Date
  to: Date
}

/** The default range: the last 30 days, today included. */
export const defaultRange: DateRangeInput = { last: { count: 30, unit: CalendarUnit.DAY } }

/**
 * The instants of a range input; relative ranges count from `asOf`.
 * @throws INVALID_RANGE for a range that ends before it starts, or whose `count` is out of bounds
 */
export function toRange(input: DateRangeInput, calendar: Calendar, asOf: Date): Range {
  if (input.last) return lastUnits(input.last, calendar, asOf)
  if (input.preset) return presetRange(input.preset, calendar, asOf)
  return input.dates ? wholeDays(input.dates, calendar) : instants(input.between!)
}

/** The last `count` calendar units; the running unit is the last one. */
export function lastUnits({ count, unit }: LastInput, calendar: Calendar, asOf: Date): Range {
  if (count < 1 || count > 10_000) throw invalidRange('last.count must be 1 to 10,000.')
  const running = startOf(unit, local(asOf, calendar), calendar)
  return {
    from: startOf(unit, shifted(running, unit, 1 - count), calendar).toJSDate(),
    to: startOf(unit, shifted(running, unit, 1), calendar).toJSDate(),
  }
}

function instants({ from, to }: InstantRangeInput): Range {
  if (from >= to) throw invalidRange('range.from must be before range.to; the range excludes range.to.')
  return { from, to }
}

/** A day has 23, 24 or 25 hours. Where the clock skips midnight, the day starts with the next hour. */
function wholeDays({ from, to }: DayRangeInput, { timeZone }: Calendar): Range {
  if (from > to)
    throw invalidRange('range.dates.from must not be after range.dates.to; the range includes both days.')
  return instants({ from: startOfDate(from, timeZone), to: startOfDate(dateAfter(to), timeZone) })
}

const dateAfter = (date: string) => DateTime.fromISO(date, { zone: 'utc' }).plus({ days: 1 }).toISODate()!

/** The number of days from the first to the last, both included. */
const countOf = ({ from, to }: DayRangeInput) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1

const presets = {
  [RangePreset.TODAY]: { unit: CalendarUnit.DAY, back: 0 },
  [RangePreset.YESTERDAY]: { unit: CalendarUnit.DAY, back: 1 },
  [RangePreset.THIS_WEEK]: { unit: CalendarUnit.WEEK, back: 0 },
  [RangePreset.LAST_WEEK]: { unit: CalendarUnit.WEEK, back: 1 },
  [RangePreset.THIS_MONTH]: { unit: CalendarUnit.MONTH, back: 0 },
  [RangePreset.LAST_MONTH]: { unit: CalendarUnit.MONTH, back: 1 },
  [RangePreset.THIS_QUARTER]: { unit: CalendarUnit.QUARTER, back: 0 },
  [RangePreset.LAST_QUARTER]: { unit: CalendarUnit.QUARTER, back: 1 },
  [RangePreset.THIS_YEAR]: { unit: CalendarUnit.YEAR, back: 0 },
  [RangePreset.LAST_YEAR]: { unit: CalendarUnit.YEAR, back: 1 },
} satisfies Record<RangePreset, { unit: CalendarUnit; back: number }>

function presetRange(preset: RangePreset, calendar: Calendar, asOf: Date): Range {
  const { unit, back } = presets[preset]
  const from = startOf(unit, shifted(startOf(unit, local(asOf, calendar), calendar), unit, -back), calendar)
  return { from: from.toJSDate(), to: startOf(unit, shifted(from, unit, 1), calendar).toJSDate() }
}

/** A range of known instants as an input. */
export const rangeInputOf = ({ from, to }: Range): DateRangeInput => ({ between: { from, to } })

/** The calendar units of a range; undefined for one between two instants. */
export function periodOf({ last, preset, dates }: DateRangeInput): LastInput | undefined {
  if (dates) return { unit: CalendarUnit.DAY, count: countOf(dates) }
  return last ?? (preset ? { unit: presets[preset].unit, count: 1 } : undefined)
}

const invalidRange = (message: string) => badInput('INVALID_RANGE', 'range', message)
