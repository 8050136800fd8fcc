import { DateTime } from 'luxon'
import { type QuietHoursInput } from '../schema/alerts/alert-input.ts'
import { Weekday } from '../schema/reports/schedule-input.ts'

/** Monday is the first day, as luxon counts. */
const weekdays: Weekday[] = [
  Weekday.MONDAY,
  Weekday.TUESDAY,
  Weekday.WEDNESDAY,
  Weekday.THURSDAY,
  Weekday.FRIDAY,
  Weekday.SATURDAY,
  Weekday.SUNDAY,
]

/** Whether an instant lies in quiet hours, by the local clock: an hour that the clock repeats is quiet twice. */
export const isQuietAt = (
  quiet: readonly QuietHoursInput[] | null | undefined,
  usualZone: string,
  at: Date,
): boolean =>
  quiet?.some(hours => isWithin(hours, DateTime.fromJSDate(at, { zone: hours.timeZone ?? usualZone }))) ??
  false

function isWithin({ days, from, to }: QuietHoursInput, local: DateTime): boolean {
  const time = local.hour * 60 + local.minute
  const [begin, end] = [minutesOf(from), minutesOf(to)]
  const begins = (day: DateTime) => !days || days.includes(weekdays[day.weekday - 1]!)
  if (begin < end) return begins(local) && time >= begin && time < end
  return (begins(local) && time >= begin) || (begins(local.minus({ days: 1 })) && time < end)
}

/** `09:30` as 570. */
function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return hours! * 60 + minutes!
}
