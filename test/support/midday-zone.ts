/**
 * A zone in which it is about noon: a test that speaks of today there does not meet midnight while it runs.
 * Its offset never changes, so `dateThere` needs no calendar.
 */
export function middayZone(): { timeZone: string; dateThere(at: Date): string } {
  const offset = 12 - new Date().getUTCHours()
  return {
    // The sign of these names is that of POSIX: Etc/GMT-5 is five hours ahead.
    timeZone: offset === 0 ? 'UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`,
    dateThere: at => new Date(at.getTime() + offset * 3_600_000).toISOString().slice(0, 10),
  }
}

/** So many days of 24 hours before now. */
export const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
