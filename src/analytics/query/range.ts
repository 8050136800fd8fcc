import { badInput } from '../../errors.ts'
import {
  CalendarUnit,
  type DateRangeInput,
  type LastInput,
  RangePreset,
} from '../../schema/date-range-input.ts'
import { type Calendar, local, shifted, startOf } from './calendar.ts'

/** Half-open: `from <= t < to`. */
export interface Range {
  from: Date
  to: Date
}

/** The default range: the last 30 days, today included. */
export const defaultRange: DateRangeInput = { last: { count: 30, unit: CalendarUnit.DAY } }

/**
 * The instants of a range input; relative ranges count from `asOf`.
 * @throws INVALID_RANGE unless the range is given in exactly one way and `from` is before `to`
 */
export function toRange(input: DateRangeInput, calendar: Calendar, asOf: Date): Range {
  const given = [input.from ?? input.to, input.last, input.preset].filter(part => part != null)
  if (given.length !== 1)
    throw invalidRange('A range must have exactly one of from and to, last, and preset.')
  if (input.last) return lastUnits(input.last, calendar, asOf)
  if (input.preset) return presetRange(input.preset, calendar, asOf)
  return explicitRange(input)
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

function explicitRange({ from, to }: DateRangeInput): Range {
  if (!from || !to) throw invalidRange(`range.${from ? 'to' : 'from'} is missing.`)
  if (from >= to) throw invalidRange('range.from must be before range.to; the range excludes range.to.')
  return { from, to }
}

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
export const rangeInputOf = ({ from, to }: Range): DateRangeInput => ({ from, to })

/** The calendar units of a relative range; undefined for an explicit range. */
export function periodOf({ last, preset }: DateRangeInput): LastInput | undefined {
  return last ?? (preset ? { unit: presets[preset].unit, count: 1 } : undefined)
}

const invalidRange = (message: string) => badInput('INVALID_RANGE', 'range', message)
