import { DateTime, IANAZone } from 'luxon'
import { badInput } from '../../errors.ts'
import { CalendarUnit, WeekStart } from '../../schema/date-range-input.ts'
import { largest } from '../../schema/largest.ts'

/** The calendar of a question: where days and weeks begin. */
export interface Calendar {
  timeZone: string
  weekStart: WeekStart
}

/** @throws INVALID_TIME_ZONE for anything that is not the name of a zone, such as an offset */
export function checkedTimeZone(name: string): string {
  if (/^[A-Za-z]/.test(name) && IANAZone.isValidZone(name)) return name
  throw badInput(
    'INVALID_TIME_ZONE',
    'timeZone',
    'timeZone must be the name of an IANA time zone, such as Europe/Berlin or UTC.',
  )
}

/**
 * The edges of the calendar buckets that cover `[from, to)`: the start of each bucket, and the end of the last one.
 * The first may start before `from`. A day may have 23, 24 or 25 hours; an hour that the clock repeats makes two buckets.
 * @throws TOO_MANY_BUCKETS above 5,000
 */
export function bucketEdges(from: Date, to: Date, unit: CalendarUnit, calendar: Calendar): Date[] {
  const edges = [startOf(unit, local(from, calendar), calendar)]
  while (edges.at(-1)!.toMillis() < to.getTime()) {
    if (edges.length > largest.buckets) throw tooManyBuckets()
    edges.push(next(unit, edges.at(-1)!, calendar))
  }
  return edges.map(edge => edge.toJSDate())
}

export const local = (at: Date, { timeZone }: Calendar) => DateTime.fromJSDate(at, { zone: timeZone })

/** The calendar day that an instant falls on, such as `2026-01-31`. */
export const dateOf = (at: Date, calendar: Calendar) => local(at, calendar).toISODate()!

/** The first instant of a calendar day, such as `2026-01-31`. */
export const startOfDate = (date: string, timeZone: string): Date =>
  firstMidnight(DateTime.fromISO(date, { zone: timeZone })).toJSDate()

export function startOf(unit: CalendarUnit, at: DateTime, { weekStart }: Calendar): DateTime {
  if (unit === CalendarUnit.MINUTE || unit === CalendarUnit.HOUR) return at.startOf(luxonUnit(unit))
  if (unit !== CalendarUnit.WEEK) return firstMidnight(at.startOf(luxonUnit(unit)))
  const daysSinceStart = weekStart === WeekStart.MONDAY ? at.weekday - 1 : at.weekday % 7
  return firstMidnight(at.startOf('day').minus({ days: daysSinceStart }).startOf('day'))
}

/** Where the clock is set back at one o'clock, as in the Azores and Cuba, the day has midnight twice and starts with the first. */
function firstMidnight(day: DateTime): DateTime {
  const earlier = day.minus({ hours: 1 })
  return earlier.toISODate() === day.toISODate() ? earlier : day
}

/** Minutes and hours are real time; the next day, week or longer unit is looked up in the calendar. */
function next(unit: CalendarUnit, edge: DateTime, calendar: Calendar): DateTime {
  if (unit === CalendarUnit.MINUTE) return edge.plus({ minutes: 1 })
  if (unit === CalendarUnit.HOUR) return nextHour(edge)
  return startOf(unit, shifted(edge, unit, 1), calendar)
}

/** Buckets begin at full local hours, so that a change of half an hour makes one bucket longer or shorter. */
function nextHour(edge: DateTime): DateTime {
  const later = edge.plus({ hours: 1 })
  const aligned = later.startOf('hour')
  if (aligned > edge) return aligned
  return later.plus({ hours: 1 }).startOf('hour')
}

export const shifted = (at: DateTime, unit: CalendarUnit, count: number) =>
  at.plus({ [luxonUnit(unit)]: count })

const luxonUnit = (unit: CalendarUnit) =>
  unit.toLowerCase() as 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

const tooManyBuckets = () =>
  badInput(
    'TOO_MANY_BUCKETS',
    'interval',
    `The answer may have at most ${largest.buckets.toLocaleString('en')} buckets. Use a longer interval or a shorter range.`,
  )
