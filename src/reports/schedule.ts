import { Cron } from 'croner'
import { badInput } from '../errors.ts'
import { type MonthlyScheduleInput, type ScheduleInput, Weekday } from '../schema/reports/schedule-input.ts'

/** A schedule in an IANA time zone. Its times are instants, of whole minutes. */
export interface LocalSchedule {
  schedule: ScheduleInput
  timeZone: string
}

/** The first time of the schedule after an instant; null for none in the calendar, such as 31 February. */
export const nextTime = (local: LocalSchedule, after: Date): Date | null =>
  earliest(cronsOf(local).map(cron => cron.nextRun(after)))

/** The last time of the schedule at or before an instant; null if there is none. */
export function latestTime(local: LocalSchedule, at: Date): Date | null {
  // The library takes whole seconds, and the times before them.
  const after = new Date(Math.floor(at.getTime() / 1_000) * 1_000 + 1_000)
  return latest(cronsOf(local).flatMap(cron => cron.previousRuns(1, after)))
}

/** Whether an instant is a time of the schedule. */
export const isTimeOf = (local: LocalSchedule, at: Date) => latestTime(local, at)?.getTime() === at.getTime()

/** @throws INVALID_SCHEDULE for times that do not exist, or that are less than 15 minutes apart */
export function checkSchedule(local: LocalSchedule): void {
  const { daily, weekly, monthly, cron } = local.schedule
  checkTimeOfDay(daily ?? weekly ?? monthly)
  if (weekly && !weekly.on.length) throw invalidSchedule('weekly.on needs a day, such as MONDAY.')
  if (monthly && (monthly.day < 1 || monthly.day > 31)) throw invalidSchedule('monthly.day must be 1 to 31.')
  if (cron != null) checkCron(cron)
  if (!nextTime(local, new Date())) throw invalidSchedule('The schedule has no time in any year.')
}

function checkTimeOfDay(timed: { at: string } | null | undefined): void {
  if (timed && !/^([01]?\d|2[0-3]):[0-5]\d$/.test(timed.at))
    throw invalidSchedule('at must be a time of 24 hours, such as 09:00.')
}

/** `?` would stand for the time at which the pattern is read. */
function checkCron(pattern: string): void {
  const isPlain = pattern.length <= 200 && /^[^\s@?]+( [^\s@?]+){4}$/.test(pattern)
  if (!isPlain || !isReadable(pattern))
    throw invalidSchedule('cron must be a pattern of five fields, such as 0 9 * * MON-FRI.')
  if (leastMinutes(pattern) < mostFrequentMinutes)
    throw invalidSchedule(
      `The times of a cron pattern must be at least ${mostFrequentMinutes} minutes apart.`,
    )
}

function isReadable(pattern: string): boolean {
  try {
    return Boolean(cronOf(pattern, 'UTC'))
  } catch {
    return false
  }
}

const mostFrequentMinutes = 15

/** The least time between two times of the day of a pattern, as if every day had them. */
function leastMinutes(pattern: string): number {
  const [minute, hour] = pattern.split(' ')
  const timesOfTwoDays = (2 * 24 * 60) / mostFrequentMinutes + 1
  const times = cronOf(`${minute} ${hour} * * *`, 'UTC').nextRuns(timesOfTwoDays, new Date(0))
  const gaps = times.slice(1).map((time, i) => time.getTime() - times[i]!.getTime())
  return Math.min(...gaps) / 60_000
}

const cronsOf = ({ schedule, timeZone }: LocalSchedule) =>
  patternsOf(schedule).map(pattern => cronOf(pattern, timeZone))

/** Hours and minutes without `*` are times of the clock, so that a repeated one counts once. */
const cronOf = (pattern: string, timezone: string) =>
  new Cron(pattern, { timezone, mode: '5-part', fixedTimeRule: 'no-wildcard' })

/** Cron patterns that together have the times of the schedule. */
function patternsOf({ daily, weekly, monthly, cron }: ScheduleInput): string[] {
  if (daily) return [`${timeOf(daily)} * * *`]
  if (weekly) return [`${timeOf(weekly)} * * ${weekly.on.map(day => weekdays.indexOf(day)).join()}`]
  return monthly ? monthlyPatterns(monthly) : [cron!]
}

const weekdays = Object.values(Weekday)

/** `9:30` as `30 9`. */
const timeOf = ({ at }: { at: string }) => at.split(':').map(Number).reverse().join(' ')

function monthlyPatterns(monthly: MonthlyScheduleInput): string[] {
  const { day } = monthly
  const time = timeOf(monthly)
  if (day <= 28) return [`${time} ${day} * *`]
  return day === 31 ? [`${time} L * *`] : [`${time} ${day} 1,3-12 *`, `${time} L 2 *`]
}

const inOrder = (times: (Date | null)[]) =>
  times.filter(time => time !== null).sort((one, other) => one.getTime() - other.getTime())
const earliest = (times: (Date | null)[]) => inOrder(times)[0] ?? null
const latest = (times: (Date | null)[]) => inOrder(times).at(-1) ?? null

const invalidSchedule = (message: string) => badInput('INVALID_SCHEDULE', 'schedule', message)
