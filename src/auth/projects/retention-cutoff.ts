import { local } from '../../analytics/query/calendar.ts'
import { type ProjectSettings } from '../../entities/project.ts'
import { WeekStart } from '../../schema/date-range-input.ts'

/** The begin of the day, in the zone of the project, before which events that are kept for some days have expired. */
export function cutoffOf(days: number, timeZone: string, now: Date): Date {
  const today = local(now, { timeZone, weekStart: WeekStart.MONDAY }).startOf('day')
  return today.minus({ days }).startOf('day').toJSDate()
}

/**
 * The instant before which a project takes no more events: the numbers of earlier days are final, or will be tonight.
 * Undefined for a project that keeps everything.
 */
export function closedBefore(
  { retention, timeZone, keptUntil }: ProjectSettings,
  now: Date,
): Date | undefined {
  const days = Object.values(retention)
  const instants = [
    ...(days.length ? [cutoffOf(Math.min(...days), timeZone, now)] : []),
    ...(keptUntil ? [keptUntil] : []),
  ]
  return instants.sort((one, other) => other.getTime() - one.getTime())[0]
}
