import { createHash } from 'node:crypto'
import { DateTime } from 'luxon'
import { local, shifted, startOf } from '../analytics/query/calendar.ts'
import { type Range } from '../analytics/query/range.ts'
import { dayMs, hourMs, minuteMs } from '../durations.ts'
import { type AlertRule, AlertWindow } from '../schema/alerts/alert-input.ts'
import { ChangeAgainst } from '../schema/alerts/condition-input.ts'
import { WeekStart } from '../schema/date-range-input.ts'
import { seasonalUnitOf } from './observing/anomaly-window.ts'

/** The lengths of windows in milliseconds. */
export const windowMs: Record<AlertWindow, number> = {
  MINUTES_5: 5 * minuteMs,
  MINUTES_10: 10 * minuteMs,
  MINUTES_15: 15 * minuteMs,
  MINUTES_30: 30 * minuteMs,
  HOUR_1: hourMs,
  HOURS_2: 2 * hourMs,
  HOURS_4: 4 * hourMs,
  DAY_1: dayMs,
  WEEK_1: 7 * dayMs,
}

type Paced = Pick<AlertRule, 'window' | 'everyMinutes'>

/** The time between two checks: by default a fifth of the window, from a minute to a day. */
export const everyMs = ({ window, everyMinutes }: Paced): number =>
  everyMinutes == null ? Math.min(Math.max(windowMs[window] / 5, minuteMs), dayMs) : everyMinutes * minuteMs

/** Checks begin at full seconds that the key decides, so that those of many rules are spread over the interval. */
export function nextCheck(rule: Paced, key: string, after: Date): Date {
  const interval = everyMs(rule)
  const offset = (createHash('sha256').update(key).digest().readUInt32BE() * 1_000) % interval
  const passed = Math.floor((after.getTime() - offset) / interval)
  return new Date((passed + 1) * interval + offset)
}

/** The latest instant up to which a window is settled: the full minute before every event that may be missing. */
export const settledAt = (watermark: Date, now: Date): Date =>
  new Date(Math.floor(Math.min(watermark.getTime(), now.getTime()) / minuteMs) * minuteMs)

/** The window that ends at an instant. */
export const windowUntil = (window: AlertWindow, to: Date): Range => ({
  from: new Date(to.getTime() - windowMs[window]),
  to,
})

/** The last hour, day or week of the calendar that is over at an instant. */
export function calendarWindow(window: AlertWindow, at: Date, timeZone: string): Range {
  const calendar = { timeZone, weekStart: WeekStart.MONDAY }
  const unit = seasonalUnitOf(window)!
  const to = startOf(unit, local(at, calendar), calendar)
  return { from: startOf(unit, shifted(to, unit, -1), calendar).toJSDate(), to: to.toJSDate() }
}

/** The window that a window is compared with. A week earlier means the same local time, also across a change of the clock. */
export function windowBefore(range: Range, against: ChangeAgainst, timeZone: string): Range {
  if (against === ChangeAgainst.PREVIOUS)
    return { from: new Date(range.from.getTime() * 2 - range.to.getTime()), to: range.from }
  const to = DateTime.fromJSDate(range.to, { zone: timeZone }).minus({ days: 7 }).toJSDate()
  return { from: new Date(to.getTime() - (range.to.getTime() - range.from.getTime())), to }
}
