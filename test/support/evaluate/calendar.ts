export type Interval = 'MINUTE' | 'HOUR' | 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR'
export type WeekStart = 'MONDAY' | 'SUNDAY'
export type Calendar = { interval: Interval; timeZone: string; weekStart: WeekStart }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * The starts (milliseconds UTC, ascending) of the calendar buckets that touch `[from, to)`; the first may lie before
 * `from`. The code reads a wall clock through Intl and computes no offsets, so it is slow and independent.
 *
 * An hour starts when the clock shows :00, or another hour than a minute ago. So the hour that a change to winter time
 * repeats is two buckets, and Lord Howe's repeated half hour belongs to the 90 minutes before 2:00.
 */
export function bucketStarts(from: number, to: number, calendar: Calendar): number[] {
  const isClock = calendar.interval === 'MINUTE' || calendar.interval === 'HOUR'
  return isClock ? clockStarts(from, to, calendar) : dateStarts(from, to, calendar)
}

/** The local date at this instant, as `2024-03-31`. */
export function localDate(at: number, timeZone: string): string {
  return new Date(shownDate(at, timeZone)).toISOString().slice(0, 10)
}

/** The first instant of that local date, or of the next date if the zone skipped this one. */
function startOfDate(date: number, timeZone: string): number {
  // Local dates start from 14 hours before to 12 hours after UTC's; offsets have been whole quarter hours since 1972.
  let at = date - 14 * HOUR
  while (shownDate(at, timeZone) < date) at += 15 * MINUTE
  return at
}

function clockStarts(from: number, to: number, { interval, timeZone }: Calendar): number[] {
  const startsBucket = (at: number) => interval === 'MINUTE' || startsHour(at, timeZone)
  let at = Math.floor(from / MINUTE) * MINUTE
  while (!startsBucket(at)) at -= MINUTE
  const starts: number[] = []
  for (; at < to; at += MINUTE) if (startsBucket(at)) starts.push(at)
  return starts
}

function startsHour(at: number, timeZone: string): boolean {
  const now = new Date(shown(at, timeZone))
  const before = new Date(shown(at - MINUTE, timeZone))
  return now.getUTCMinutes() === 0 || now.getUTCHours() !== before.getUTCHours()
}

function dateStarts(from: number, to: number, calendar: Calendar): number[] {
  const starts: number[] = []
  let date = openingDate(shownDate(from, calendar.timeZone), -DAY, calendar)
  for (;;) {
    const start = startOfDate(date, calendar.timeZone)
    if (start >= to) return starts
    // A date that the zone skipped (Samoa, 30 December 2011) has no start.
    if (start !== starts.at(-1)) starts.push(start)
    date = openingDate(date + DAY, DAY, calendar)
  }
}

/** The first date that starts a bucket, walking from `date` by `step`. */
function openingDate(date: number, step: number, { interval, weekStart }: Calendar): number {
  let opening = date
  while (!opensBucket(opening, interval, weekStart)) opening += step
  return opening
}

function opensBucket(date: number, interval: Interval, weekStart: WeekStart): boolean {
  const day = new Date(date)
  if (interval === 'DAY') return true
  if (interval === 'WEEK') return day.getUTCDay() === (weekStart === 'MONDAY' ? 1 : 0)
  const opensMonth = day.getUTCDate() === 1
  if (interval === 'MONTH') return opensMonth
  return opensMonth && day.getUTCMonth() % (interval === 'QUARTER' ? 3 : 12) === 0
}

/** Midnight of the local date, in milliseconds, as if the zone were UTC. */
function shownDate(at: number, timeZone: string): number {
  return Math.floor(shown(at, timeZone) / DAY) * DAY
}

/** The local time in milliseconds, as if the zone were UTC. */
function shown(at: number, timeZone: string): number {
  const reading: Record<string, number> = {}
  for (const { type, value } of clock(timeZone).formatToParts(at)) reading[type] = Number(value)
  const { year, month, day, hour, minute, second } = reading
  return Date.UTC(year!, month! - 1, day!, hour!, minute!, second!)
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clock(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric' } as const
  const time = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const
  const made = new Intl.DateTimeFormat('en-US', { calendar: 'iso8601', timeZone, ...parts, ...time })
  clocks.set(timeZone, made)
  return made
}
