const hourMs = 3_600_000

/**
 * A zone in which the time is about noon, so that a test about today does not cross midnight while it runs. The zone's
 * offset never changes, so dates need no calendar.
 */
export function middayZone(): {
  timeZone: string
  dateThere(at: Date): string
  /** The last midnight. */
  startOfDay(at: Date): Date
} {
  const offset = 12 - new Date().getUTCHours()
  const dateThere = (at: Date) => new Date(at.getTime() + offset * hourMs).toISOString().slice(0, 10)
  return {
    // These names have the sign of POSIX: Etc/GMT-5 is five hours ahead.
    timeZone: offset === 0 ? 'UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`,
    dateThere,
    startOfDay: at => new Date(Date.parse(`${dateThere(at)}T00:00:00Z`) - offset * hourMs),
  }
}

/** This many days of 24 hours before now. */
export const daysAgo = (days: number) => new Date(Date.now() - days * 24 * hourMs)
