const hourMs = 3_600_000

/**
 * A zone in which it is about noon: a test that speaks of today there does not meet midnight while it runs.
 * Its offset never changes, so dates need no calendar.
 */
export function middayZone(): {
  timeZone: string
  dateThere(at: Date): string
  /** The midnight before. */
  startOfDay(at: Date): Date
} {
  const offset = 12 - new Date().getUTCHours()
  const dateThere = (at: Date) => new Date(at.getTime() + offset * hourMs).toISOString().slice(0, 10)
  return {
    // The sign of these names is that of POSIX: Etc/GMT-5 is five hours ahead.
    timeZone: offset === 0 ? 'UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`,
    dateThere,
    startOfDay: at => new Date(Date.parse(`${dateThere(at)}T00:00:00Z`) - offset * hourMs),
  }
}

/** So many days of 24 hours before now. */
export const daysAgo = (days: number) => new Date(Date.now() - days * 24 * hourMs)
